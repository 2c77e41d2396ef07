"""The page of the leakage certificate: one file, no script, nothing loaded from anywhere, no ticket's text."""

from prep.page_opening import OPENING

PAGE = (
    OPENING
    + """<title>Leakage certificate of {{ title }}</title>
<style>
h1 { font-size: 26px; line-height: 1.3; }
h2 { font-size: 20px; margin-top: 2.5rem; }
.grey, caption { color: var(--grey); }
.clean { color: var(--green); } .leaks { color: var(--red); }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; padding-bottom: .5rem; }
th, td { text-align: left; vertical-align: top; padding: .3rem .75rem .3rem 0; border-bottom: 1px solid var(--line); }
th { font-weight: 600; }
td.n { text-align: right; font-variant-numeric: tabular-nums; }
tr.leaks td { font-weight: 600; }
.bar { display: block; width: 16rem; height: .8rem; background: var(--soft); border-radius: 4px; }
.bar i { display: block; height: 100%; border-radius: 4px; background: var(--blue); }
code { overflow-wrap: anywhere; }
thead { display: table-header-group; } tr { break-inside: avoid; }
</style>
</head>
<body>
<h1>{{ title }}: <span class="{{ "clean" if c.is_clean else "leaks" }}">{{ headline }}</span></h1>
<p>Each of {{ "{:,}".format(c.n_held_out) }} held-out questions was compared with each of {{ "{:,}".format(c.n_train) }}
questions that training may see, by an exact search. From a copy score of {{ c.threshold }} on, two questions are
copies: the same wording but for typos, order, greetings and names, or one within the other.</p>
<p>Sealed on {{ sealed_on }} with the root <code>{{ root }}</code>. <span class="grey">The root binds certificate.json,
which holds the numbers below. Compare it with the one that somebody kept elsewhere.</span></p>
<p class="grey">This page holds ids and scores, no text of any ticket, so it may be shown to others. What a training
pair says: <code>pairwright pairs {{ title }} ID</code>. For a held-out pair that command asks why, and logs an
opening.</p>

<h2>Would the search have found a copy?</h2>
<table>
<caption>Copies made of the held-out questions themselves, and looked for by the same search.</caption>
<tr><th>Kind of copy</th><th>Planted</th><th>Found</th></tr>
{% for one in c.planted %}
<tr{% if one.n_found < one.n_planted %} class="leaks"{% endif %}><td>{{ one.kind | capitalize }}</td>
<td class="n">{{ one.n_planted }}</td><td class="n">{{ one.n_found }}</td></tr>
{% endfor %}
</table>

<h2>How near do they come?</h2>
{% for caption, rows in distributions %}
<table>
<caption>{{ caption }}</caption>
<tr><th>Score of the nearest</th><th>Held-out pairs</th><th></th></tr>
{% for label, n, share in rows %}
<tr><td>{{ label }}</td><td class="n">{{ n }}</td><td><span class="bar" role="img" aria-label="{{ n }}"><i
 style="width: {{ share }}%"></i></span></td></tr>
{% endfor %}
</table>
{% endfor %}
<p>{{ answers }}</p>

<h2>Each held-out pair and what training has nearest to it</h2>
<table>
<caption>The nearest first. Copy score: words in common. Characters: the share of the shorter question's five-letter
pieces that stand in the longer one. Meaning: cosine of the embeddings, which is high for a true paraphrase,
too.</caption>
<thead><tr><th>Held out</th><th>By words</th><th></th><th>By characters</th><th></th><th>By meaning</th><th></th></tr>
</thead>
{% for one in c.nearest %}
<tr{% if one.copy_score >= c.threshold %} class="leaks"{% endif %}><td>{{ one.pair_id }}</td>
<td>{{ one.by_wording or "none near" }}</td><td class="n">{{ "%.2f" | format(one.copy_score) }}</td>
<td>{{ one.by_containment or "none near" }}</td><td class="n">{{ "%.2f" | format(one.containment) }}</td>
<td>{{ one.by_meaning or "none" }}</td><td class="n">{{ "%.2f" | format(one.cosine) }}</td></tr>
{% endfor %}
</table>

<h2>What this does not prove</h2>
<ul>
<li>A paraphrase in wholly other words is no copy: what training covers is asked on purpose in other words.</li>
<li>Answers are not searched: many questions have the same right answer.</li>
<li>The base model may have read anything before; this is about this project's training alone.</li>
<li>The log has what pairwright's own commands and pages opened. The texts are on the machine in pairs.jsonl,
tickets.jsonl and what the audit wrote, where an editor reads them without a line in the log; and a pair that waits for
a person, or that answers otherwise than one that waits, is shown to whoever decides.</li>
<li>Whoever owns the machine can rebuild every file so that all agree. Only a root that somebody else kept shows it:
<code>python tools/verify_seal.py PROJECT --seal ROOT</code>, with the standard library alone.</li>
</ul>
</body>
</html>
"""
)
