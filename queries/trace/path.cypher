// title: 两者之间的路径 | The way between two
// question: 从一部法律、规划到一项举措（或任意两者之间）经过哪些关系？每一步的原文是什么？ | By which statements is a law or plan joined to a measure, or any two things, with the quote of each step?
// parameter: from thing ; 起点：法律、政策、专项、机构、举措或问题 | where it begins: a law, policy, program, agency, measure or problem
// parameter: to thing ; 终点 | where it ends
// column: way ; 路径 | way
// column: step ; 步 | step
// column: source_name ; 自 | from
// column: relation ; 关系 | relation
// column: target_name ; 至 | to
// column: quote ; 原文 | quote
// column: source ; 来源 | source
// column: path ; 章节 | section
// column: source_id ; 自标识 | id it goes from
// column: target_id ; 至标识 | id it goes to
// column: document_id ; 文档标识 | id of the document
// column: key ; 关系标识 | key of the statement
// counts: way
// unit: 条最短路径（最多列5条） | shortest ways (5 at most are shown)
// total: MATCH (a:Law|Policy|Program|Agency|Measure|Problem {id: $from}) MATCH (b:Law|Policy|Program|Agency|Measure|Problem {id: $to})
// total: WITH a, b WHERE a.id <> b.id
// total: MATCH p = allShortestPaths((a)-[:IMPLEMENTS|CITES|CONTAINS|CARRIES_OUT|ISSUED|AMENDS|REPEALS|REPLACES|REPORTS_TO|SUPERVISES|SUBORDINATE_TO*..6]-(b))
// total: WHERE all(r IN relationships(p) WHERE coalesce(r.polarity, 'positive') = 'positive')
// total: WITH DISTINCT reduce(s = '', n IN nodes(p) | s + n.id + ' ') AS stops RETURN count(stops) AS total
MATCH (a:Law|Policy|Program|Agency|Measure|Problem {id: $from})
MATCH (b:Law|Policy|Program|Agency|Measure|Problem {id: $to})
WITH a, b
WHERE a.id <> b.id
MATCH p = allShortestPaths((a)-[:IMPLEMENTS|CITES|CONTAINS|CARRIES_OUT|ISSUED|AMENDS|REPEALS|REPLACES|REPORTS_TO|SUPERVISES|SUBORDINATE_TO*..6]-(b))
WHERE all(r IN relationships(p) WHERE coalesce(r.polarity, 'positive') = 'positive')
WITH DISTINCT reduce(s = '', n IN nodes(p) | s + n.id + ' ') AS stops
ORDER BY stops
LIMIT 5
WITH collect(split(trim(stops), ' ')) AS ways
UNWIND range(0, size(ways) - 1) AS way
WITH way + 1 AS way, ways[way] AS stops
UNWIND range(0, size(stops) - 2) AS place
WITH way, place + 1 AS step, stops[place] AS here, stops[place + 1] AS there
MATCH (x:Law|Policy|Program|Agency|Measure|Problem {id: here})-[r]-(y:Law|Policy|Program|Agency|Measure|Problem)
WHERE y.id = there AND type(r) <> 'ALIGNS_WITH' AND coalesce(r.polarity, 'positive') = 'positive'
OPTIONAL MATCH (d:Document {id: r.doc})
OPTIONAL MATCH (s:Section {id: coalesce(r.section, '')})
WITH way, step, x, y, r, d, s, startNode(r).id = x.id AS onward
RETURN way, step, CASE WHEN onward THEN x.name ELSE y.name END AS source_name, type(r) AS relation,
  CASE WHEN onward THEN y.name ELSE x.name END AS target_name,
  coalesce(r.quote, r.ground, CASE WHEN onward THEN y.name ELSE x.name END) AS quote,
  coalesce(d.source, r.basis) AS source, coalesce(s.path, '') AS path,
  CASE WHEN onward THEN x.id ELSE y.id END AS source_id, CASE WHEN onward THEN y.id ELSE x.id END AS target_id,
  r.doc AS document_id, r.key AS key
ORDER BY way, step, source, key
