// title: 问题与对应任务 | Problems and the tasks that answer them
// question: 承认的问题，后来两年的计划中有没有对应的任务？哪些没有找到（没有找到不等于没有安排）？ | Which admitted problems does a task planned for the two years after answer, and for which was none found (not found is not the same as not planned)?
// parameter: topic text = "" ; 问题名称或正文中的词 | words in the problem's name or text
// parameter: region region = "" ; 地区，含下级 | region, with those below it
// parameter: year integer = 0 ; 问题年度，0 为全部 | year of the problem, 0 for all
// parameter: only text = "" ; 只看 found（有对应）或 not_found（没有找到） | found or not_found alone
// column: problem ; 问题 | problem
// column: year ; 年度 | year
// column: region ; 地区 | region
// column: found ; 对应：found 有对应任务，not_found 没有找到 | counterpart: found, or not_found
// column: task ; 对应任务 | task that answers it
// column: task_year ; 任务年度 | year of the task
// column: deadline ; 期限 | deadline
// column: score ; 比对相似度：比对两文得出，非原文载明 | computed score: found by comparing texts, not stated
// column: quote ; 任务原文 | words of the task
// column: plan ; 任务来源 | source of the task
// column: plan_path ; 任务章节 | section of the task
// column: problem_quote ; 问题原文 | words of the problem
// column: source ; 问题来源 | source of the problem
// column: path ; 问题章节 | section of the problem
// column: problem_id ; 问题标识 | id of the problem
// column: task_id ; 任务标识 | id of the task
// column: document_id ; 问题文档标识 | id of the problem's document
// column: key ; 关系标识 | key of the statement
// counts: problem_id
// unit: 个问题 | problems
// total: MATCH (p:Problem)<-[:STATES]-(:Section)
// total: WHERE ($year = 0 OR p.year = $year) AND coalesce(p.region, '') STARTS WITH $region
// total:   AND (p.name CONTAINS $topic OR coalesce(p.text, '') CONTAINS $topic)
// total: RETURN count(DISTINCT p.id) AS total
MATCH (p:Problem)<-[:STATES]-(s:Section)
WHERE ($year = 0 OR p.year = $year) AND coalesce(p.region, '') STARTS WITH $region
  AND (p.name CONTAINS $topic OR coalesce(p.text, '') CONTAINS $topic)
MATCH (d:Document {id: s.doc})
OPTIONAL MATCH (p)-[a:ALIGNS_WITH]->(t:Measure)
OPTIONAL MATCH (t)<-[:STATES]-(place:Section)
OPTIONAL MATCH (plan:Document {id: coalesce(place.doc, '')})
WITH p, s, d, t, place, plan, max(a.score) AS score, min(a.key) AS key,
  CASE WHEN t IS NULL THEN 'not_found' ELSE 'found' END AS found
WHERE $only = '' OR $only = found
RETURN p.name AS problem, p.year AS year, p.region AS region, found, t.name AS task,
  coalesce(t.year, plan.published.year) AS task_year, coalesce(t.deadline_text, toString(t.deadline)) AS deadline, score,
  coalesce(place.text, t.text, t.name) AS quote, plan.source AS plan, place.path AS plan_path,
  coalesce(s.text, p.text, p.name) AS problem_quote, d.source AS source, s.path AS path,
  p.id AS problem_id, t.id AS task_id, d.id AS document_id, key
ORDER BY coalesce(region, ''), coalesce(year, 0), source, s.start, problem_id, coalesce(score, 0) DESC,
  coalesce(plan, ''), coalesce(task_id, '')
