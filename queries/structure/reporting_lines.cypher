// title: 报告与监督关系 | Reporting lines
// question: 谁向谁报告、谁监督谁？文中所述与机构层级所定分开列出。 | Who reports to whom and who supervises whom, with what texts state apart from what the hierarchy of offices sets?
// parameter: agency agency = "" ; 机构名称，留空为全部 | name of an agency, empty for all
// column: agency ; 机构 | agency
// column: relation ; 关系 | relation
// column: other ; 对方 | other
// column: told ; 依据：stated 文中所述，structural 机构层级 | how it is known: stated, or structural
// column: quote ; 原文或法律依据 | quote, or legal ground
// column: source ; 来源 | source
// column: path ; 章节 | section
// column: agency_id ; 机构标识 | id of the agency
// column: other_id ; 对方标识 | id of the other
// column: document_id ; 文档标识 | id of the document
// column: key ; 关系标识 | key of the statement
// counts: agency_id
// unit: 个机构 | agencies
// total: MATCH (a:Agency) RETURN count(a) AS total
MATCH (a:Agency)-[r:REPORTS_TO|SUPERVISES|SUBORDINATE_TO]->(b:Agency)
WHERE ($agency = '' OR a.id = $agency OR b.id = $agency) AND coalesce(r.polarity, 'positive') = 'positive'
OPTIONAL MATCH (d:Document {id: r.doc})
OPTIONAL MATCH (s:Section {id: coalesce(r.section, '')})
RETURN a.name AS agency, type(r) AS relation, b.name AS other, r.basis AS told, coalesce(r.quote, r.ground) AS quote,
  coalesce(d.source, r.doc) AS source, coalesce(s.path, '') AS path, a.id AS agency_id, b.id AS other_id,
  r.doc AS document_id, r.key AS key
ORDER BY told, relation, agency, other, source, coalesce(r.start, 0), key
