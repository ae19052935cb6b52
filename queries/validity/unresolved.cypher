// title: 未能认定的引用 | Unresolved references
// question: 哪些被提到的法律、政策不能认定是哪一部？为什么？可能是哪些？ | Which laws and policies that are named could not be told apart or found in the registry, why, and what could they be?
// parameter: region region = "" ; 提到它的文档所属地区，含下级 | region of the documents that name it, with those below it
// column: work ; 所写名称 | as named
// column: kind ; 类别 | kind
// column: resolution ; 认定：named 有名而未见于名录，ambiguous 有多部 | named: in no registry; ambiguous: several could be meant
// column: reason ; 原因 | reason
// column: candidates ; 候选 | candidates
// column: quote ; 原文 | quote
// column: source ; 来源 | source
// column: path ; 章节 | section
// column: work_id ; 文件标识 | id of the work
// column: document_id ; 文档标识 | id of the document
// column: key ; 关系标识 | key of the statement
// counts: work_id
// unit: 部被提到的法律和政策 | laws and policies named
// total: MATCH (w:Law|Policy)<-[:MENTIONS]-(s:Section) MATCH (d:Document {id: s.doc})
// total: WHERE coalesce(d.region, '') STARTS WITH $region RETURN count(DISTINCT w.id) AS total
MATCH (w:Law|Policy)<-[r:MENTIONS]-(s:Section)
WHERE w.resolution IN ['named', 'ambiguous']
MATCH (d:Document {id: r.doc})
WHERE coalesce(d.region, '') STARTS WITH $region
RETURN w.name AS work, labels(w)[0] AS kind, w.resolution AS resolution, w.reason AS reason,
  coalesce(w.candidates, []) AS candidates, r.quote AS quote, d.source AS source, s.path AS path, w.id AS work_id,
  d.id AS document_id, r.key AS key
ORDER BY resolution, work, work_id, source, coalesce(r.start, 0), key
