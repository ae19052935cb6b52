// title: 一个机构的职责任务 | Duties of an agency
// question: 这个机构牵头、配合或承担哪些举措？期限、年度、原文是什么？ | Which measures does this agency lead, support or carry out, by when, and in which words?
// parameter: agency agency ; 机构名称 | name of the agency
// parameter: year integer = 0 ; 年度，0 为全部 | year, 0 for all
// parameter: issued boolean = false ; 是否也列它发文而未载明承担者的举措 | whether to add measures of its own documents that name no actor
// column: measure ; 举措 | measure
// column: role ; 分工 | role
// column: told ; 依据：stated 文中载明，issuer 未载明，它是发文机关 | how it is known: stated, or issuer, not stated
// column: year ; 年度 | year
// column: status ; 状态 | status
// column: deadline ; 期限 | deadline
// column: quote ; 原文 | quote
// column: source ; 来源 | source
// column: path ; 章节 | section
// column: measure_id ; 举措标识 | id of the measure
// column: document_id ; 文档标识 | id of the document
// counts: measure_id
// unit: 项举措 | measures
// total: MATCH (m:Measure) WHERE $year = 0 OR m.year = $year RETURN count(m) AS total
CALL () {
  MATCH (a:Agency {id: $agency})-[r:CARRIES_OUT]->(m:Measure)
  OPTIONAL MATCH (s:Section {id: coalesce(r.section, '')})
  RETURN m, r.role AS role, 'stated' AS told, r.quote AS quote, r.doc AS doc, coalesce(s.path, '') AS path
  UNION
  MATCH (a:Agency {id: $agency})
  MATCH (d:Document)
  WHERE $issued AND d.issuer = a.name
  MATCH (s:Section)-[t:STATES]->(m:Measure)
  WHERE t.doc = d.id AND NOT EXISTS { MATCH (:Agency)-[:CARRIES_OUT]->(m) }
  RETURN m, null AS role, 'issuer' AS told, m.name AS quote, d.id AS doc, s.path AS path
}
WITH m, role, told, quote, doc, path
WHERE $year = 0 OR m.year = $year
MATCH (d:Document {id: doc})
RETURN m.name AS measure, role, told, m.year AS year, m.status AS status,
  CASE WHEN m.deadline IS NULL THEN m.deadline_text ELSE toString(m.deadline) END AS deadline,
  quote, d.source AS source, path, m.id AS measure_id, d.id AS document_id
ORDER BY told DESC, coalesce(year, 0), source, path, measure, measure_id, coalesce(role, ''), quote
