// title: 引用而未载入的文件 | Cited, not held
// question: 文中引用或落实的法律和政策，哪些没有载入全文？先补哪一部？ | Which laws and policies are cited or implemented while their text is not loaded, and which of them is named most?
// parameter: kind text = "" ; 只看 Law 或 Policy | Law or Policy alone
// column: work ; 文件 | work
// column: kind ; 类别 | kind
// column: resolution ; 认定 | resolution
// column: documents ; 引用它的文档数 | documents that name it
// column: statements ; 引用次数 | statements
// column: quote ; 首条原文 | first quote
// column: source ; 来源 | source
// column: path ; 章节 | section
// column: work_id ; 文件标识 | id of the work
// column: document_id ; 文档标识 | id of the document
// column: key ; 关系标识 | key of the statement
// counts: work_id
// unit: 部被引用的文件 | works cited
// total: MATCH (w:Law|Policy)<-[r:CITES|IMPLEMENTS]-() WHERE $kind = '' OR $kind IN labels(w) RETURN count(DISTINCT w.id) AS total
MATCH (w:Law|Policy)<-[r:CITES|IMPLEMENTS]-()
WHERE w.resolution <> 'held' AND ($kind = '' OR $kind IN labels(w))
MATCH (d:Document {id: r.doc})
OPTIONAL MATCH (s:Section {id: coalesce(r.section, '')})
WITH w, r, d, s ORDER BY d.source, coalesce(r.start, 0), r.key
WITH w, count(DISTINCT d.id) AS documents, count(r.key) AS statements, collect(r)[0] AS first, collect(d)[0] AS of,
  collect(coalesce(s.path, ''))[0] AS path
RETURN w.name AS work, labels(w)[0] AS kind, w.resolution AS resolution, documents, statements, first.quote AS quote,
  of.source AS source, path, w.id AS work_id, of.id AS document_id, first.key AS key
ORDER BY documents DESC, statements DESC, work, work_id
