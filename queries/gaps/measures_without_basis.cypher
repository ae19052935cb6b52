// title: 没有依据的举措 | Measures without a basis
// question: 哪些举措既未在本身，也未在上级标题或全文引言中说明依据？ | Which measures name no law, policy or program: neither themselves, nor in a heading above, nor in the preamble?
// parameter: topic text = "" ; 举措名称、标题或正文中的词 | words in the measure's name, headings or text
// parameter: region region = "" ; 地区，含下级 | region, with those below it
// parameter: year integer = 0 ; 年度，0 为全部 | year, 0 for all
// parameter: document boolean = true ; 全文引言所述依据是否算数 | whether a basis told for the whole document counts
// column: measure ; 举措 | measure
// column: year ; 年度 | year
// column: status ; 状态 | status
// column: region ; 地区 | region
// column: actor ; 承担者 | actor
// column: actor_told ; 承担者依据：stated 文中载明，issuer 未载明，列发文机关 | how the actor is known: stated, or issuer, not stated
// column: quote ; 原文 | quote
// column: source ; 来源 | source
// column: path ; 章节 | section
// column: measure_id ; 举措标识 | id of the measure
// column: document_id ; 文档标识 | id of the document
// counts: measure_id
// unit: 项举措 | measures
// total: MATCH (m:Measure)
// total: WHERE ($year = 0 OR m.year = $year) AND coalesce(m.region, '') STARTS WITH $region
// total:   AND (m.name CONTAINS $topic OR coalesce(m.text, '') CONTAINS $topic OR any(h IN coalesce(m.headings, []) WHERE h CONTAINS $topic))
// total: RETURN count(m) AS total
MATCH (m:Measure)
WHERE ($year = 0 OR m.year = $year) AND coalesce(m.region, '') STARTS WITH $region
  AND (m.name CONTAINS $topic OR coalesce(m.text, '') CONTAINS $topic
       OR any(h IN coalesce(m.headings, []) WHERE h CONTAINS $topic))
MATCH (m)<-[:STATES]-(leaf:Section)
WHERE NOT EXISTS {
    MATCH (m)-[r:IMPLEMENTS]->()
    WHERE r.doc = leaf.doc AND coalesce(r.polarity, 'positive') = 'positive'
  }
  AND NOT EXISTS {
    MATCH (leaf)<-[:HAS_SECTION*1..8]-(place:Section)
    MATCH (m)<-[c:CONTAINS]-(w:Law|Policy)
    MATCH (w)-[r:IMPLEMENTS]->()
    WHERE c.doc = leaf.doc AND r.section = place.id AND coalesce(r.polarity, 'positive') = 'positive'
  }
  AND NOT EXISTS {
    MATCH (m)<-[c:CONTAINS]-(w:Law|Policy)
    MATCH (w)-[r:IMPLEMENTS]->()
    OPTIONAL MATCH (place:Section {id: coalesce(r.section, '')})
    WITH r, c, place
    WHERE $document AND c.doc = leaf.doc AND r.doc = leaf.doc AND coalesce(r.polarity, 'positive') = 'positive'
      AND (place IS NULL OR place.role = 'preamble')
    RETURN r
  }
MATCH (d:Document {id: leaf.doc})
CALL (m) {
  OPTIONAL MATCH (m)<-[:CARRIES_OUT]-(a:Agency)
  WITH DISTINCT a.name AS name ORDER BY name
  RETURN collect(name) AS names
}
RETURN m.name AS measure, m.year AS year, m.status AS status, m.region AS region,
  CASE WHEN size(names) > 0 THEN reduce(s = names[0], n IN names[1..] | s + '、' + n) ELSE d.issuer END AS actor,
  CASE WHEN size(names) > 0 THEN 'stated' ELSE 'issuer' END AS actor_told,
  coalesce(leaf.text, m.text, m.name) AS quote, d.source AS source, leaf.path AS path,
  m.id AS measure_id, d.id AS document_id
ORDER BY coalesce(year, 0), source, path, measure, measure_id
