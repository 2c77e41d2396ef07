"""The page of the audit's report: one file, no script, nothing loaded from anywhere; for phones and the dark, too."""

from prep.page_opening import OPENING

PAGE = (
    OPENING
    + """<title>Audit of {{ title }}</title>
<style>
:root { --orange: #c05600; --violet: #7a4ea3; --mark: #ffe9a8;
  --dot: #9aa5b3; --t0: #0072b2; --t1: #d55e00; --t2: #007a5a; --t3: #b8578d; --t4: #9a7700; --t5: #3e97cf; }
@media (prefers-color-scheme: dark) { :root { --orange: #f0a35e; --violet: #c3a6e8;
  --mark: #5a4a12; --dot: #66717f; --t0: #56b4e9; --t1: #f0a35e; --t2: #4cc9a0; --t3: #e69ac4; --t4: #e5c44b;
  --t5: #9db2ff; } }
* { box-sizing: border-box; }
body { max-width: 62rem; overflow-wrap: anywhere; }
h1 { font-size: 26px; line-height: 1.3; margin: 0 0 .25rem; }
h2 { font-size: 20px; margin: 2.75rem 0 .5rem; }
p { margin: .5rem 0; }
.grey { color: var(--grey); }
.small { font-size: 13px; }
.cards { display: grid; grid-template-columns: repeat(4, 1fr); gap: .75rem; margin: 1.25rem 0; }
.card { border: 1px solid var(--line); border-radius: 8px; padding: .75rem 1rem; }
.card strong { display: block; font-size: 1.75rem; line-height: 1.2; font-variant-numeric: tabular-nums; }
.is-kept strong { color: var(--green); } .is-waiting strong { color: var(--orange); }
.next { border-left: 4px solid var(--blue); background: var(--soft); border-radius: 0 8px 8px 0;
  padding: .75rem 1.25rem; }
.next h2 { margin: 0; font-size: 17px; } .next ol { margin: .25rem 0 0; padding-left: 1.25rem; }
.scale { position: relative; height: .8rem; border-radius: 4px; background: linear-gradient(to right, var(--soft)
  33.33%, color-mix(in srgb, var(--blue) 12%, var(--paper)) 33.33% 66.67%, color-mix(in srgb, var(--green) 18%,
  var(--paper)) 66.67%); }
.scale i { display: block; height: 100%; min-width: 2px; border-radius: 4px; background: var(--blue); }
.scale u { position: absolute; top: -.2rem; height: 1.2rem; border-left: 2px dashed var(--grey); }
.ends { position: relative; height: 1.5rem; }
.ends span { position: absolute; transform: translateX(-50%); white-space: nowrap; }
.ends span:last-child { left: auto !important; right: 0; transform: none; }
.topic { display: grid; grid-template-columns: 10rem 1fr 11rem 13rem; gap: 0 1rem; align-items: center;
  padding: .35rem 0; border-bottom: 1px solid var(--line); }
.tall { height: 1.2rem; }
.finding { border: 1px solid var(--line); border-radius: 8px; padding: .75rem 1rem; margin: .75rem 0; }
.finding > p:first-child { margin-top: 0; } .kind { font-weight: 600; }
.sides { display: grid; grid-template-columns: 1fr 1fr; gap: .75rem 1.25rem; }
.sides > div { background: var(--soft); border-radius: 6px; padding: .5rem .75rem; }
.text { white-space: pre-wrap; }
mark { background: var(--mark); color: inherit; padding: 0 .1em; border-radius: 3px; font-weight: 600; }
details { border-bottom: 1px solid var(--line); padding: .5rem 0; }
details details { margin-left: 1rem; } details details:last-child { border: 0; }
summary { cursor: pointer; } summary b { font-weight: 600; }
svg.map { display: block; width: 100%; height: auto; background: var(--soft); border-radius: 8px; margin: .5rem 0; }
svg.map text { fill: var(--ink); font: 600 13px sans-serif; text-anchor: middle; paint-order: stroke;
  stroke: var(--soft); stroke-width: 4px; pointer-events: none; }
.d { fill: var(--dot); opacity: .75; }
.view { position: absolute; opacity: 0; }
.tabs label { display: inline-block; border: 1px solid var(--line); border-radius: 8px; padding: .2rem .75rem;
  margin-right: .35rem; cursor: pointer; }
#by-finding:checked ~ .tabs [for=by-finding], #by-topic:checked ~ .tabs [for=by-topic] { background: var(--blue);
  border-color: var(--blue); color: var(--paper); }
.view:focus-visible ~ .tabs { outline: 2px solid var(--blue); outline-offset: 3px; }
.legend span { margin-right: 1.1rem; white-space: nowrap; display: inline-block; }
.legend svg { width: 13px; height: 13px; vertical-align: -2px; margin-right: .3rem; }
#by-finding:checked ~ .of-topics, #by-topic:checked ~ .of-findings { display: none; }
#by-finding:checked ~ .map .conflict, .of-findings .conflict { fill: var(--red); opacity: 1; }
#by-finding:checked ~ .map .waiting, .of-findings .waiting { fill: var(--orange); opacity: 1; }
#by-finding:checked ~ .map .aside, .of-findings .aside { fill: var(--violet); opacity: 1; }
#by-finding:checked ~ .map .noted, .of-findings .noted { fill: var(--blue); opacity: .75; }
{% for n in range(6) %}
#by-topic:checked ~ .map .t{{ n }}, .of-topics .t{{ n }} { fill: var(--t{{ n }}); opacity: .85; }
{% endfor %}
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line); }
th { font-weight: 600; } td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; padding-right: 0; }
@media (max-width: 44rem) {
  body { padding: 1.25rem 1rem 3rem; } h1 { font-size: 22px; }
  .cards { grid-template-columns: 1fr 1fr; gap: .5rem; } .card { padding: .6rem .75rem; }
  .sides { grid-template-columns: 1fr; }
  .topic { grid-template-columns: 1fr auto; gap: .15rem .75rem; } .topic .scale { grid-column: 1 / 3; order: 3; }
  .topic .counts { text-align: right; } .topic .stands { order: 4; grid-column: 1 / 3; }
  svg.map text { font-size: 22px; stroke-width: 6px; }
}
@media print { details { break-inside: avoid; } .tabs { display: none; } }
</style>
</head>
<body>
{% macro gauge(share) -%}
<div class="scale"><i style="width: {{ share }}%"></i><u style="left: 33.33%"></u></div>
{%- endmacro %}
{% macro topic_row(topic, share, standing) -%}
<div class="topic"><div>{{ topic.topic or "(no topic)" }}</div>{{ gauge(share) }}
<div class="counts"><b>{{ "{:,}".format(topic.kept) }}</b> kept · {{ "{:,}".format(topic.waiting) }} wait</div>
<div class="stands grey small">{{ standing }} · {{ "{:,}".format(topic.questions) }}
 {{ "question" if topic.questions == 1 else "questions" }}</div></div>
{%- endmacro %}
{% macro side(one, pieces) -%}
<div><span class="grey small">{{ one.pair_id }}{% if one.answered_at %} · {{ one.answered_at[:10] }}{% endif %}</span>
{% if pieces %}<div class="text"><b>{{ one.instruction }}</b>
{% for piece, marked in pieces %}{% if marked %}<mark>{{ piece }}</mark>{% else %}{{ piece
 }}{% endif %}{% endfor %}</div>{% else %}<div class="grey">Text not shown here.</div>
{% endif %}</div>
{%- endmacro %}
{% macro sides(shown) -%}
<div class="sides">{% for one, pieces in shown.pairs %}{{ side(one, pieces) }}{% endfor %}</div>
{%- endmacro %}
{% macro sign(fate, colour, x, y) -%}
{%- if fate == "conflict" %}<path class="d {{ fate }} {{ colour }}" d="M{{ x }} {{ y }}m0-6 6 10.5h-12z">
{%- elif fate == "waiting" %}<path class="d {{ fate }} {{ colour }}" d="M{{ x }} {{ y }}m-4-4h8v8h-8z">
{%- elif fate == "aside" %}<path class="d {{ fate }} {{ colour }}" d="M{{ x }} {{ y }}m0-5.5 5.5 5.5-5.5 5.5-5.5-5.5z">
{%- else %}<path class="d {{ fate }} {{ colour }}" d="M{{ x }} {{ y }}m-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0">
{%- endif -%}
{%- endmacro %}
<p class="grey small">Audit of {{ title }}</p>
<h1>{{ headline }}</h1>
<div class="cards">
<div class="card is-kept"><strong>{{ "{:,}".format(kept) }}</strong>kept, ready to split and train</div>
<div class="card is-waiting"><strong>{{ "{:,}".format(waiting) }}</strong>wait for a person</div>
<div class="card"><strong>{{ "{:,}".format(rejected) }}</strong>set aside, with the reason</div>
<div class="card"><strong>{{ "{:,}".format(n_questions) }}</strong>different questions kept,
{{ "{:,}".format(n_paraphrased) }} of them asked in several ways</div>
</div>
<div class="next"><h2>What to do next</h2><ol>{% for line in advice %}<li>{{ line }}</li>{% endfor %}</ol></div>

<h2>Is it enough?</h2>
<p>{{ size_line }}</p>
<div class="scale tall"><i style="width: {{ whole }}%"></i><u style="left: 33.33%; height: 1.6rem"></u></div>
<div class="ends grey small" aria-hidden="true"><span style="left: 33.33%">{{ "{:,}".format(zones[0]) }}</span><span
 style="left: 66.67%">{{ "{:,}".format(zones[1]) }}</span><span
 style="left: 100%">{{ "{:,}".format(zones[2]) }}</span></div>
<p class="grey small">Each topic on the same scale: the dashed line is the floor of {{ "{:,}".format(zones[0]) }}; the
 green third is {{ "{:,}".format(zones[1]) }} to {{ "{:,}".format(zones[2]) }}. The scale is stretched at the left.</p>
{% for topic, share, standing in topics %}{{ topic_row(topic, share, standing) }}
{% endfor %}
{% if more_topics %}<details><summary>{{ more_topics | length }} smaller topics</summary>
{% for topic, share, standing in more_topics %}{{ topic_row(topic, share, standing) }}
{% endfor %}</details>{% endif %}

{% if worst %}
<h2>The worst findings</h2>
{% for kind, shown in worst %}
<div class="finding"><p><span class="kind">{{ kind }}.</span> {{ shown.detail }}</p>{{ sides(shown) }}</div>
{% endfor %}
{% endif %}

{% if drawing %}
<h2>A map of the questions</h2>
<p class="grey">Each sign is a pair; questions alike lie close together. Crowds are what people ask most, thin places
 are what a model will hardly learn. Rest on a sign to see what it is; its words are only those that many tickets
 use.{% if drawing.dots | length < drawing.n_pairs %} {{ "{:,}".format(drawing.dots | length) }} of
 {{ "{:,}".format(drawing.n_pairs) }} pairs are drawn, among them all with a finding.{% endif %}</p>
<div>
<input class="view" type="radio" name="view" id="by-finding" checked>
<input class="view" type="radio" name="view" id="by-topic">
<div class="tabs"><label for="by-finding">Coloured by finding</label><label for="by-topic">by topic</label></div>
<svg class="map" viewBox="0 0 {{ map_width }} {{ map_height }}" role="img"
 aria-label="Map of {{ drawing.n_pairs }} questions">
{% for dot in drawing.dots %}{{ sign(dot.fate, "t%d" % dot.colour, dot.x, dot.y) }}<title>{{ dot.says }}</title></path>
{% endfor %}
{% for label in drawing.labels %}<text x="{{ label.x }}" y="{{ label.y }}">{{ label.text }}</text>
{% endfor %}
</svg>
<p class="legend of-findings small">{% for fate, says, n in drawing.fates %}<span><svg viewBox="-7 -7 14 14"
 aria-hidden="true">{{ sign(fate, "", 0, 0) }}</path></svg>{{ says }}: {{ "{:,}".format(n) }}</span>
{% endfor %}</p>
<p class="legend of-topics small">{% for name, n in drawing.topics %}<span><svg viewBox="-7 -7 14 14"
 aria-hidden="true">{{ sign("kept", "t%d" % loop.index0, 0, 0) }}</path></svg>{{ name }}: {{ "{:,}".format(n) }}</span>
{% endfor %}{% if drawing.n_other_topics %}<span><svg viewBox="-7 -7 14 14"
 aria-hidden="true">{{ sign("kept", "", 0, 0) }}</path></svg>other topics:
 {{ "{:,}".format(drawing.n_other_topics) }}</span>{% endif %}</p>
</div>
{% endif %}

{% if sections %}
<h2>Everything that was found</h2>
{% for section in sections %}
<details><summary><b>{{ section.title }}: {{ section.in_all }}</b></summary>
<p class="grey">{{ section.meaning }}{% if section.n > section.shown | length %} The {{ section.shown | length }}
 gravest are shown; all are in findings.jsonl.{% endif %}</p>
{% for shown in section.shown %}
<details><summary>{{ shown.detail }}</summary>{{ sides(shown) }}</details>
{% endfor %}</details>
{% endfor %}
{% endif %}

{% if customs %}
<h2>How these answers are written</h2>
<p class="grey">What nearly all answers do, and so what is usual here. Those that do otherwise are listed above.</p>
<ul>{% for line in customs %}<li>{{ line }}.</li>{% endfor %}</ul>
{% endif %}

<h2>What was checked</h2>
<table>
<tr><th>Check</th><th></th><th class="n">Findings</th></tr>
{% for run in runs %}
<tr><td>{{ run.title }}<br><span class="grey small">{{ run.code }}</span></td>
<td>{{ run.outcome }}{% if run.detail %}: {{ run.detail }}{% endif %}</td>
<td class="n">{{ "{:,}".format(run.n_findings) }}</td></tr>
{% endfor %}
</table>
</body>
</html>
"""
)
