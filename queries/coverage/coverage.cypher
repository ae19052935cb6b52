// title: 载入了什么 | What is loaded
// question: 载入了哪些文件？各有多少章节、举措、问题、引用，多少举措有依据？ | Which documents are loaded, and how many sections, measures, problems and references does each have, how many measures with a basis of their own?
// parameter: region region = "" ; 地区，含下级 | region, with those below it
// column: title ; 标题 | title
// column: genre ; 文种 | genre
// column: issuer ; 发文机关 | issuer
// column: region ; 地区 | region
// column: published ; 日期 | date
// column: period ; 报告年度 | year reported on
// column: chars ; 字数 | characters
// column: sections ; 章节 | sections
// column: measures ; 举措 | measures
// column: problems ; 问题 | problems
// column: based ; 自身有依据的举措 | measures with a basis of their own
// column: references ; 引用和落实 | statements that cite or implement
// column: source ; 来源 | source
// column: document_id ; 文档标识 | id of the document
// counts: document_id
// unit: 份文档 | documents
// total: MATCH (d:Document) RETURN count(d) AS total
MATCH (d:Document)
WHERE coalesce(d.region, '') STARTS WITH $region
CALL (d) {
  OPTIONAL MATCH (d)-[:HAS_SECTION*1..8]->(s:Section)
  OPTIONAL MATCH (s)-[:STATES]->(x:Measure|Problem)
  OPTIONAL MATCH (x)-[r:IMPLEMENTS|CITES]->()
  WHERE r.doc = d.id
  WITH s, x, r, x IS NOT NULL AND 'Measure' IN labels(x) AS measure
  RETURN count(DISTINCT s.id) AS sections,
    count(DISTINCT CASE WHEN measure THEN x.id END) AS measures,
    count(DISTINCT CASE WHEN NOT measure THEN x.id END) AS problems,
    count(DISTINCT CASE WHEN measure AND type(r) = 'IMPLEMENTS'
                              AND coalesce(r.polarity, 'positive') = 'positive' THEN x.id END) AS based,
    count(DISTINCT r.key) AS inside
}
CALL (d) {
  OPTIONAL MATCH (d)-[:TEXT_OF]->(w:Law|Policy)-[r:IMPLEMENTS|CITES]->()
  WHERE r.doc = d.id
  RETURN count(DISTINCT r.key) AS outside
}
RETURN d.title AS title, d.genre AS genre, d.issuer AS issuer, d.region AS region, d.published AS published,
  d.period AS period, d.chars AS chars, sections, measures, problems, based, inside + outside AS references,
  d.source AS source, d.id AS document_id
ORDER BY coalesce(region, ''), coalesce(period, 0), source, document_id
