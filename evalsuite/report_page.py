"""The page of an evaluation's report: one file, no script, nothing loaded from anywhere."""

from prep.page_opening import OPENING

PAGE = (
    OPENING
    + """<title>{{ headline }}</title>
<style>
h1 { font-size: 26px; line-height: 1.3; } h2 { font-size: 20px; margin-top: 2.5rem; } .grey, caption { color:
var(--grey); } .PASS { color: var(--green); } .FAIL { color: var(--red); } .UNDETERMINED { color: var(--grey); } .gates
{ display: grid; grid-template-columns: repeat(auto-fit, minmax(16rem, 1fr)); gap: 1rem; } .card { border: 1px solid
var(--line); border-radius: 8px; padding: 1rem; } table { border-collapse: collapse; width: 100%; } caption {
text-align: left; padding-bottom: .5rem; } th, td { text-align: left; vertical-align: top; padding: .4rem .75rem .4rem
0; border-bottom: 1px solid var(--line); } th { font-weight: 600; } .text { white-space: pre-wrap; overflow-wrap:
anywhere; } .scale { position: relative; display: block; width: 12rem; height: 1.1rem; background: var(--soft);
border-radius: 4px; } .scale i { position: absolute; top: .45rem; height: .2rem; background: var(--blue); opacity: .5; }
.scale b { position: absolute; top: .25rem; width: .6rem; height: .6rem; margin-left: -.3rem; border-radius: 50%;
  background: var(--blue); }
.scale u { position: absolute; top: 0; height: 1.1rem; border-left: 2px dashed var(--grey); }
details { border-bottom: 1px solid var(--line); padding: .5rem 0; } summary { cursor: pointer; }
dl { display: grid; grid-template-columns: 7rem 1fr; gap: .25rem .75rem; } dt { color: var(--grey); } dd { margin: 0; }
@media print { details { break-inside: avoid; } }
</style>
</head>
<body>
{% macro scale(rate) -%}
{% if rate.value is not none and rate.n >= 10 -%}
<span class="scale" role="img" aria-label="{{ rate.value | percent }}"><u style="left: {{ bar * 100 }}%"></u><i
 style="left: {{ rate.low * 100 }}%; width: {{ (rate.high - rate.low) * 100 }}%"></i><b
 style="left: {{ rate.value * 100 }}%"></b></span>
{%- endif %} {%- endmacro %} {% macro answers(rows) -%} {% for row in rows %} <details> <summary>{{
row.question.instruction }}</summary> <dl> <dt>Reference</dt><dd class="text">{{ row.question.references | join("\\n— or
—\\n") }}</dd> <dt>Answer</dt><dd class="text">{{ row.answer.text or "(none)" }}</dd> <dt>Why</dt><dd>{{
row.graded.reasons | join("; ") }}</dd> <dt>Pair</dt><dd class="grey">{{ row.question.pair_id }}{% if row.question.topic
%} · {{ row.question.topic }}{% endif %}</dd> </dl> </details> {% endfor %} {%- endmacro %} <h1>{{ headline }}</h1> {%
for sentence in against %}<p>{{ sentence }}</p>{% endfor %} <p class="grey">{{ stamp | join(" · ") }}</p> {% for note in
summary.notes %}<p>{{ note }}</p>{% endfor %}
{% if to_keep %}<p class="grey text">{{ to_keep }}</p>{% endif %}

<h2>Good enough?</h2>
<div class="gates">
{% for gate in gates %}
<div class="card">
<strong>{{ gate.name | capitalize }}: <span class="{{ gate.outcome }}">{{ gate.outcome }}</span></strong>
<p>{{ gate.counts }}</p>
{% if gate.comparison != gate.counts %}<p>{{ gate.comparison }}</p>{% endif %}
{% if gate.to_settle %}<p class="grey">{{ gate.to_settle }}</p>{% endif %}
</div>
{% endfor %}
</div>
{% if summary.gap.advice %}
<h2>What to do about the gap</h2>
<ul>{% for advice in summary.gap.advice %}<li>{{ advice }}</li>{% endfor %}</ul>
{% endif %}

<h2>Held-out questions that training covers</h2>
<table>
<caption>The line is the 95 % interval, the dashes are the bar of {{ bar | percent }}.</caption>
<tr><th>Who answered</th><th>Right</th><th></th><th>Refused</th><th>Unsure</th><th>Errors</th></tr>
{% for name, rate in summary.held_out_accuracy.items() %}
<tr><td>{{ name | named | capitalize }}</td><td>{{ rate | rate_in_words }}</td><td>{{ scale(rate) }}</td>
<td>{{ summary.refused[name] }}</td><td>{{ summary.unsure[name] }}</td><td>{{ summary.unscored[name] }}</td></tr>
{% endfor %}
</table>
<p class="grey">An unsure answer is counted on the side that it is nearer to. An error is counted nowhere.</p>

{% if untaught %}
<h2>Held-out questions that training does not cover</h2>
<table>
<caption>Here the right thing is to refuse or to hand over.</caption>
<tr><th>Who answered</th><th>Refused or handed over</th><th>Right all the same</th><th>Invented</th></tr>
{% for name, rate in untaught.items() %}
<tr><td>{{ name | named | capitalize }}</td>
<td>{{ rate.n_refused }} of {{ rate.n }}{% if rate.n >= 10 %} ({{ rate.value | percent }}){% endif %}</td>
<td>{{ rate.n_right }}</td><td>{{ rate.invented }}</td></tr>
{% endfor %}
</table>
{% endif %}

{% if topics %}
<h2>By topic</h2>
<table>
<caption>{{ summary.responder | named | capitalize }}. Under ten questions there are counts only.</caption>
<tr><th>Topic</th><th>Right</th><th></th></tr>
{% for topic, rate in topics %}
<tr><td>{{ topic or "(none)" }}</td><td>{{ rate | rate_in_words }}</td><td>{{ scale(rate) }}</td></tr>
{% endfor %}
</table>
{% endif %}

{% for title, rows, more in lists %}{% if rows %}
<h2>{{ title }}</h2>
{{ answers(rows) }}
{% if more %}<p class="grey">{{ more }} more are in scores.jsonl.</p>{% endif %}
{% endif %}{% endfor %}
</body>
</html>
"""
)
