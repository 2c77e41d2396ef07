"""The page of the audit's report: one file, no script, nothing loaded from anywhere."""

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Audit of {{ title }}</title>
<style>
:root { color-scheme: light dark; --ink: #1b2430; --paper: #fff; --soft: #f4f6f8; --line: #d5dbe2; --grey: #5b6675;
  --blue: #0072b2; --green: #007a5a; --red: #b3261e; --orange: #c05600; --mark: #ffe9a8; }
@media (prefers-color-scheme: dark) { :root { --ink: #e7ecf2; --paper: #12161c; --soft: #1b212a; --line: #343d49;
  --grey: #a7b1bf; --blue: #6fb6ee; --green: #4cc9a0; --red: #f28b82; --orange: #f0a35e; --mark: #5a4a12; } }
body { margin: 0 auto; max-width: 60rem; padding: 2rem 1.25rem 4rem; background: var(--paper); color: var(--ink);
  font: 15px/1.55 sans-serif; }
h1 { font-size: 26px; line-height: 1.3; }
h2 { font-size: 20px; margin-top: 2.5rem; }
h3 { font-size: 17px; margin-bottom: .25rem; }
.grey, caption { color: var(--grey); }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); gap: 1rem; }
.card { border: 1px solid var(--line); border-radius: 8px; padding: 1rem; }
.card strong { display: block; font-size: 1.75rem; line-height: 1.2; }
.kept strong { color: var(--green); } .waiting strong { color: var(--orange); } .rejected strong { color: var(--red); }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; padding-bottom: .5rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line); }
th { font-weight: 600; }
td.n { text-align: right; font-variant-numeric: tabular-nums; }
.bar { display: block; position: relative; width: 12rem; height: .8rem; background: var(--soft); border-radius: 4px; }
.bar i { display: block; height: 100%; border-radius: 4px; background: var(--blue); }
.bar u { position: absolute; top: -.15rem; height: 1.1rem; border-left: 2px dashed var(--grey); }
.text { white-space: pre-wrap; overflow-wrap: anywhere; }
mark { background: var(--mark); color: inherit; padding: 0 .1em; border-radius: 3px; }
details { border-bottom: 1px solid var(--line); padding: .5rem 0; }
summary { cursor: pointer; }
dl { display: grid; grid-template-columns: 7rem 1fr; gap: .25rem .75rem; }
dt { color: var(--grey); } dd { margin: 0; }
@media print { details { break-inside: avoid; } }
</style>
</head>
<body>
{% macro pair(one, pieces) -%}
<dt>{{ one.pair_id }}{% if one.answered_at %}<br>{{ one.answered_at[:10] }}{% endif %}</dt>
<dd class="text">{{ one.instruction }}
— {% for piece, marked in pieces %}{% if marked %}<mark>{{ piece }}</mark>{% else %}{{ piece
 }}{% endif %}{% endfor %}</dd>
{%- endmacro %}
<h1>{{ headline }}</h1>
{% for line in advice %}<p>{{ line }}</p>
{% endfor %}
<div class="cards">
<div class="card kept"><strong>{{ kept }}</strong>kept, ready to split and train</div>
<div class="card waiting"><strong>{{ waiting }}</strong>wait for a person</div>
<div class="card rejected"><strong>{{ rejected }}</strong>set aside, with the reason</div>
<div class="card"><strong>{{ n_questions }}</strong>different questions among the kept,
{{ n_paraphrased }} of them asked in more than one way</div>
</div>

<h2>Enough for each topic?</h2>
<table>
<caption>{{ size_line }}</caption>
<tr><th>Topic</th><th>Kept</th><th></th><th>Wait</th><th>Set aside</th><th>Questions</th><th></th></tr>
{% for topic, share, standing in topics %}
<tr><td>{{ topic.topic or "(no topic)" }}</td><td class="n">{{ topic.kept }}</td>
<td><span class="bar" role="img" aria-label="{{ topic.kept }} of {{ floor }}"><i
 style="width: {{ share }}%"></i><u style="left: 100%"></u></span></td>
<td class="n">{{ topic.waiting }}</td><td class="n">{{ topic.rejected }}</td>
<td class="n">{{ topic.questions }}</td>
<td>{{ standing }}</td></tr>
{% endfor %}
</table>

{% for section in sections %}
<h2>{{ section.title }}: {{ section.in_all }}</h2>
<p class="grey">{{ section.meaning }}{% if section.n > section.shown | length %} The {{ section.shown | length }}
 gravest are shown; all are in findings.jsonl.{% endif %}</p>
{% for shown in section.shown %}
<details><summary>{{ shown.detail }}</summary>
<dl>{% for one, pieces in shown.pairs %}{{ pair(one, pieces) }}{% endfor %}</dl></details>
{% endfor %}
{% endfor %}

<h2>What was checked</h2>
<table>
<tr><th>Check</th><th></th><th>Findings</th></tr>
{% for run in runs %}
<tr><td>{{ run.title }}<br><span class="grey">{{ run.code }}</span></td>
<td>{{ run.outcome }}{% if run.detail %}: {{ run.detail }}{% endif %}</td><td class="n">{{ run.n_findings }}</td></tr>
{% endfor %}
</table>
</body>
</html>
"""
