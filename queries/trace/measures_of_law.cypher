// title: 一部法律或政策的落实 | What carries out a law or policy
// question: 各地各年度哪些举措落实或引用了这部法律、政策或专项？ | Which measures of all documents and years implement or cite this law, policy or program?
// parameter: law basis ; 法律、政策或专项的名称 | name of a law, policy or program
// parameter: region region = "" ; 地区，含下级 | region, with those below it
// column: region ; 地区 | region
// column: year ; 年度 | year
// column: measure ; 举措 | measure
// column: status ; 状态 | status
// column: level ; 依据所在：leaf 举措本身，heading 上级标题，document 全文 | where it is said: leaf, heading, document
// column: relation ; 关系 | relation
// column: article ; 条款 | article
// column: quote ; 原文 | quote
// column: source ; 来源 | source
// column: path ; 章节 | section
// column: measure_id ; 举措标识 | id of the measure
// column: document_id ; 文档标识 | id of the document
// column: key ; 关系标识 | key of the statement
// counts: measure_id
// unit: 项举措 | measures
// total: MATCH (m:Measure) WHERE coalesce(m.region, '') STARTS WITH $region RETURN count(m) AS total
CALL () {
  MATCH (b:Law|Policy|Program {id: $law})<-[r:IMPLEMENTS|CITES]-(m:Measure)
  OPTIONAL MATCH (place:Section {id: coalesce(r.section, '')})
  RETURN m, r, place, 'leaf' AS level
  UNION
  MATCH (b:Law|Policy|Program {id: $law})<-[r:IMPLEMENTS]-(w:Law|Policy)
  MATCH (place:Section {id: r.section})-[:HAS_SECTION*1..8]->(leaf:Section)-[:STATES]->(m:Measure)
  WHERE place.role <> 'preamble'
  RETURN m, r, place, 'heading' AS level
  UNION
  MATCH (b:Law|Policy|Program {id: $law})<-[r:IMPLEMENTS]-(w:Law|Policy)-[c:CONTAINS]->(m:Measure)
  WHERE c.doc = r.doc
  OPTIONAL MATCH (place:Section {id: coalesce(r.section, '')})
  WITH m, r, place
  WHERE place IS NULL OR place.role = 'preamble'
  RETURN m, r, place, 'document' AS level
}
WITH DISTINCT m, r, place, level
WHERE coalesce(r.polarity, 'positive') = 'positive' AND coalesce(m.region, '') STARTS WITH $region
MATCH (d:Document {id: r.doc})
RETURN m.region AS region, m.year AS year, m.name AS measure, m.status AS status, level, type(r) AS relation,
  r.article AS article, r.quote AS quote, d.source AS source, coalesce(place.path, '') AS path,
  m.id AS measure_id, d.id AS document_id, r.key AS key
ORDER BY coalesce(region, ''), coalesce(year, 0), source, measure, measure_id, level DESC, key
