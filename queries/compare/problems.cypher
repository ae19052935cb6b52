// title: 历年问题 | Problems over years
// question: 各地各年度承认了哪些问题和不足？ | Which problems and shortcomings were admitted, over years and places?
// parameter: topic text = "" ; 问题名称或正文中的词 | words in the problem's name or text
// parameter: region region = "" ; 地区，含下级 | region, with those below it
// parameter: year integer = 0 ; 年度，0 为全部 | year, 0 for all
// column: region ; 地区 | region
// column: year ; 年度 | year
// column: problem ; 问题 | problem
// column: issuer ; 发文机关 | issuer
// column: quote ; 原文 | quote
// column: source ; 来源 | source
// column: path ; 章节 | section
// column: problem_id ; 问题标识 | id of the problem
// column: document_id ; 文档标识 | id of the document
// counts: problem_id
// unit: 个问题 | problems
// total: MATCH (p:Problem) RETURN count(p) AS total
MATCH (p:Problem)
WHERE ($year = 0 OR p.year = $year) AND coalesce(p.region, '') STARTS WITH $region
  AND (p.name CONTAINS $topic OR coalesce(p.text, '') CONTAINS $topic)
MATCH (p)<-[:STATES]-(s:Section)
MATCH (d:Document {id: s.doc})
RETURN p.region AS region, p.year AS year, p.name AS problem, d.issuer AS issuer, coalesce(s.text, p.text, p.name) AS quote,
  d.source AS source, s.path AS path, p.id AS problem_id, d.id AS document_id
ORDER BY coalesce(region, ''), coalesce(year, 0), source, coalesce(s.start, 0), problem_id
