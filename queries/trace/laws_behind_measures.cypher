// title: 举措的依据 | What is behind measures
// question: 这些举措依据或落实哪些法律、政策、专项？依据写在举措本身、上级标题还是全文引言？ | Which laws, policies and programs do these measures implement, and is that said in the measure itself, in a heading above it, or for the whole document?
// parameter: topic text = "" ; 举措名称、标题或正文中的词 | words in the measure's name, headings or text
// parameter: region region = "" ; 地区，含下级 | region, with those below it
// parameter: year integer = 0 ; 年度，0 为全部 | year, 0 for all
// parameter: only text = "" ; 只看 Law、Policy 或 Program | Law, Policy or Program alone
// column: measure ; 举措 | measure
// column: year ; 年度 | year
// column: status ; 状态 | status
// column: level ; 依据所在：leaf 举措本身，heading 上级标题，document 全文 | where it is said: leaf, heading, document
// column: basis ; 依据 | basis
// column: basis_kind ; 依据类别 | kind of basis
// column: mode ; 方式 | mode
// column: actor ; 承担者 | actor
// column: actor_told ; 承担者依据：stated 文中载明，issuer 未载明，列发文机关 | how the actor is known: stated, or issuer, not stated
// column: quote ; 原文 | quote
// column: trigger ; 触发词 | trigger
// column: source ; 来源 | source
// column: path ; 章节 | section
// column: measure_id ; 举措标识 | id of the measure
// column: basis_id ; 依据标识 | id of the basis
// column: document_id ; 文档标识 | id of the document
// column: key ; 关系标识 | key of the statement
// counts: measure_id
// unit: 项举措 | measures
// total: MATCH (m:Measure)
// total: WHERE ($year = 0 OR m.year = $year) AND coalesce(m.region, '') STARTS WITH $region
// total:   AND (m.name CONTAINS $topic OR coalesce(m.text, '') CONTAINS $topic OR any(h IN coalesce(m.headings, []) WHERE h CONTAINS $topic))
// total: RETURN count(m) AS total
CALL () {
  MATCH (m:Measure)-[r:IMPLEMENTS]->(b:Law|Policy|Program)
  OPTIONAL MATCH (place:Section {id: coalesce(r.section, '')})
  RETURN m, r, b, place, 'leaf' AS level
  UNION
  MATCH (w:Law|Policy)-[r:IMPLEMENTS]->(b:Law|Policy|Program)
  MATCH (place:Section {id: r.section})
  WHERE place.role <> 'preamble'
  MATCH (place)-[:HAS_SECTION*1..8]->(leaf:Section)-[:STATES]->(m:Measure)
  RETURN m, r, b, place, 'heading' AS level
  UNION
  MATCH (w:Law|Policy)-[r:IMPLEMENTS]->(b:Law|Policy|Program)
  OPTIONAL MATCH (place:Section {id: coalesce(r.section, '')})
  WITH w, r, b, place
  WHERE place IS NULL OR place.role = 'preamble'
  MATCH (w)-[c:CONTAINS]->(m:Measure)
  WHERE c.doc = r.doc
  RETURN m, r, b, place, 'document' AS level
}
WITH m, r, b, place, level
WHERE coalesce(r.polarity, 'positive') = 'positive' AND ($only = '' OR $only IN labels(b))
  AND ($year = 0 OR m.year = $year) AND coalesce(m.region, '') STARTS WITH $region
  AND (m.name CONTAINS $topic OR coalesce(m.text, '') CONTAINS $topic
       OR any(h IN coalesce(m.headings, []) WHERE h CONTAINS $topic))
MATCH (d:Document {id: r.doc})
CALL (m) {
  OPTIONAL MATCH (m)<-[:CARRIES_OUT]-(a:Agency)
  WITH DISTINCT a.name AS name ORDER BY name
  RETURN collect(name) AS names
}
RETURN m.name AS measure, m.year AS year, m.status AS status, level, b.name AS basis, labels(b)[0] AS basis_kind,
  r.mode AS mode,
  CASE WHEN size(names) > 0 THEN reduce(s = names[0], n IN names[1..] | s + '、' + n) ELSE d.issuer END AS actor,
  CASE WHEN size(names) > 0 THEN 'stated' ELSE 'issuer' END AS actor_told,
  r.quote AS quote, r.trigger AS trigger, d.source AS source, coalesce(place.path, '') AS path,
  m.id AS measure_id, b.id AS basis_id, d.id AS document_id, r.key AS key
ORDER BY year, source, measure, measure_id, CASE level WHEN 'leaf' THEN 1 WHEN 'heading' THEN 2 ELSE 3 END, basis, key
