// title: 专项与改革 | Programs and reforms
// question: 有哪些专项和改革？谁在推进，谁创设，分别见于哪些文件？ | Which programs and reforms are there, who carries them out, who founded them, and where is that said?
// parameter: program program = "" ; 专项名称，留空为全部 | name of a program, empty for all
// parameter: region region = "" ; 地区，含下级 | region, with those below it
// column: program ; 专项 | program
// column: kind ; 类别 | kind
// column: scope ; 范围 | scope
// column: mode ; 方式：carries_out 推进，creates 创设 | carries_out or creates
// column: actor ; 承担者 | actor
// column: actor_told ; 承担者依据：stated 文中载明，issuer 未载明，列发文机关 | how the actor is known: stated, or issuer, not stated
// column: by ; 举措或文件 | measure or work
// column: year ; 年度 | year
// column: quote ; 原文 | quote
// column: source ; 来源 | source
// column: path ; 章节 | section
// column: program_id ; 专项标识 | id of the program
// column: by_id ; 举措或文件标识 | id of the measure or work
// column: document_id ; 文档标识 | id of the document
// column: key ; 关系标识 | key of the statement
// counts: program_id
// unit: 个专项 | programs
// total: MATCH (g:Program) WHERE ($program = '' OR g.id = $program) RETURN count(g) AS total
MATCH (g:Program)<-[r:IMPLEMENTS]-(x:Measure|Law|Policy)
WHERE ($program = '' OR g.id = $program) AND coalesce(r.polarity, 'positive') = 'positive'
MATCH (d:Document {id: r.doc})
WHERE coalesce(d.region, '') STARTS WITH $region
OPTIONAL MATCH (s:Section {id: coalesce(r.section, '')})
CALL (x) {
  OPTIONAL MATCH (x)<-[:CARRIES_OUT]-(a:Agency)
  WITH DISTINCT a.name AS name ORDER BY name
  RETURN collect(name) AS names
}
RETURN g.name AS program, g.kind AS kind, g.scope AS scope, coalesce(r.mode, 'carries_out') AS mode,
  CASE WHEN size(names) > 0 THEN reduce(t = names[0], n IN names[1..] | t + '、' + n) ELSE d.issuer END AS actor,
  CASE WHEN size(names) > 0 THEN 'stated' ELSE 'issuer' END AS actor_told,
  x.name AS by, coalesce(x.year, d.period) AS year, r.quote AS quote, d.source AS source, coalesce(s.path, '') AS path,
  g.id AS program_id, x.id AS by_id, d.id AS document_id, r.key AS key
ORDER BY program, program_id, mode DESC, coalesce(year, 0), source, coalesce(r.start, 0), key
