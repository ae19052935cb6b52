// title: 同一指标的数字 | Figures of one indicator
// question: 同一指标在各文件、年度、地区是多少？单位和年度是否一致？ | What is one indicator's value over documents, years and places, and do units or years differ?
// parameter: indicator text ; 指标中的词，如 依申请公开 | words of the indicator, as 依申请公开
// parameter: region region = "" ; 地区，含下级 | region, with those below it
// parameter: year integer = 0 ; 年度，0 为全部 | year, 0 for all
// column: indicator ; 指标 | indicator
// column: region ; 地区 | region
// column: year ; 年度 | year
// column: qualifier ; 限定 | qualifier
// column: value ; 数值 | value
// column: value_to ; 至 | to
// column: unit ; 单位 | unit
// column: role ; 性质 | role
// column: differs ; 不可直接相比之处：unit 单位不一，year 年度不一 | what keeps the rows from comparison: unit, year
// column: measure ; 举措或问题 | measure or problem
// column: quote ; 原文 | quote
// column: source ; 来源 | source
// column: path ; 章节 | section
// column: figure_id ; 数字标识 | id of the figure
// column: document_id ; 文档标识 | id of the document
// counts: figure_id
// unit: 个数字 | figures
// total: MATCH (f:Figure) WHERE ($year = 0 OR f.year = $year) AND coalesce(f.region, '') STARTS WITH $region RETURN count(f) AS total
MATCH (f:Figure)
WHERE f.indicator CONTAINS $indicator AND ($year = 0 OR f.year = $year)
MATCH (f)<-[r:HAS_FIGURE]-(m:Measure|Problem)
MATCH (d:Document {id: r.doc})
WHERE coalesce(f.region, m.region, d.region, '') STARTS WITH $region
OPTIONAL MATCH (s:Section {id: coalesce(r.section, '')})
WITH collect({f: f, m: m, r: r, d: d, s: s}) AS all,
  count(DISTINCT coalesce(f.unit, '')) AS units, count(DISTINCT coalesce(f.year, 0)) AS years
UNWIND all AS one
WITH one.f AS f, one.m AS m, one.r AS r, one.d AS d, one.s AS s, units, years
RETURN f.indicator AS indicator, coalesce(f.region, m.region, d.region) AS region, f.year AS year,
  f.qualifier AS qualifier, f.value AS value, f.value_to AS value_to, f.unit AS unit, f.role AS role,
  CASE WHEN units > 1 AND years > 1 THEN ['unit', 'year'] WHEN units > 1 THEN ['unit'] WHEN years > 1 THEN ['year']
       ELSE [] END AS differs,
  m.name AS measure, coalesce(r.quote, f.text, f.name) AS quote, d.source AS source, coalesce(s.path, '') AS path,
  f.id AS figure_id, d.id AS document_id
ORDER BY indicator, coalesce(region, ''), coalesce(year, 0), source, coalesce(r.start, 0), figure_id
