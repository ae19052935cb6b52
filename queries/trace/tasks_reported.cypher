// title: 任务与所报 | Tasks and what was reported of them
// question: 计划的哪些任务，后来的报告中有对应的举措？哪些没有找到（没有找到不等于没有做）？ | Of which planned tasks does a later report tell a measure that matches, and of which was none found (not found is not the same as not done)?
// parameter: topic text = "" ; 任务名称、标题或正文中的词 | words in the task's name, headings or text
// parameter: region region = "" ; 地区，含下级 | region, with those below it
// parameter: year integer = 0 ; 计划年度或发布年，0 为全部 | year planned for, else year published, 0 for all
// parameter: only text = "" ; 只看 found（有对应）或 not_found（没有找到） | found or not_found alone
// column: task ; 任务 | task
// column: year ; 计划年度 | year planned
// column: region ; 地区 | region
// column: deadline ; 期限 | deadline
// column: found ; 对应：found 有对应举措，not_found 没有找到 | counterpart: found, or not_found
// column: measure ; 所报举措 | measure reported
// column: measure_year ; 报告年度 | year reported
// column: status ; 所报状态 | status reported
// column: score ; 比对相似度：比对两文得出，非原文载明 | computed score: found by comparing texts, not stated
// column: quote ; 所报原文 | words of the report
// column: report ; 报告来源 | source of the report
// column: path ; 报告章节 | section of the report
// column: task_quote ; 任务原文 | words of the task
// column: source ; 计划来源 | source of the plan
// column: task_id ; 任务标识 | id of the task
// column: measure_id ; 举措标识 | id of the measure
// column: document_id ; 计划文档标识 | id of the plan's document
// column: key ; 关系标识 | key of the statement
// counts: task_id
// unit: 项任务 | tasks
// total: MATCH (t:Measure)<-[:STATES]-(s:Section)
// total: WHERE t.status = 'planned' AND coalesce(t.region, '') STARTS WITH $region
// total:   AND (t.name CONTAINS $topic OR coalesce(t.text, '') CONTAINS $topic OR any(h IN coalesce(t.headings, []) WHERE h CONTAINS $topic))
// total: MATCH (d:Document {id: s.doc})
// total: WITH t, coalesce(t.year, d.published.year, 0) AS planned
// total: WHERE $year = 0 OR planned = $year
// total: RETURN count(DISTINCT t.id) AS total
MATCH (t:Measure)<-[:STATES]-(s:Section)
WHERE t.status = 'planned' AND coalesce(t.region, '') STARTS WITH $region
  AND (t.name CONTAINS $topic OR coalesce(t.text, '') CONTAINS $topic
       OR any(h IN coalesce(t.headings, []) WHERE h CONTAINS $topic))
MATCH (d:Document {id: s.doc})
WITH t, s, d, coalesce(t.year, d.published.year, 0) AS planned
WHERE $year = 0 OR planned = $year
OPTIONAL MATCH (t)<-[a:ALIGNS_WITH]-(m:Measure)
OPTIONAL MATCH (m)<-[:STATES]-(place:Section)
OPTIONAL MATCH (report:Document {id: coalesce(place.doc, '')})
WITH t, s, d, planned, m, place, report, max(a.score) AS score, min(a.key) AS key,
  CASE WHEN m IS NULL THEN 'not_found' ELSE 'found' END AS found
WHERE $only = '' OR $only = found
RETURN t.name AS task, CASE WHEN planned = 0 THEN null ELSE planned END AS year, t.region AS region,
  coalesce(t.deadline_text, toString(t.deadline)) AS deadline, found, m.name AS measure, m.year AS measure_year,
  m.status AS status, score, coalesce(place.text, m.text, m.name) AS quote, report.source AS report,
  place.path AS path, coalesce(s.text, t.text, t.name) AS task_quote, d.source AS source,
  t.id AS task_id, m.id AS measure_id, d.id AS document_id, key
ORDER BY coalesce(year, 0), source, s.start, task_id, coalesce(measure_year, 0), coalesce(report, ''), coalesce(measure_id, '')
