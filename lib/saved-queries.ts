/** A question that analysts ask again and again, kept in Athena; also what docs/datasets.md shows. */
export interface SavedQuery {
  /** Kebab-case. */
  readonly name: string;
  /** What it tells, and then the values that it asks for. */
  readonly description: string;
  /** What each `?` stands for, in the order of the text. */
  readonly parameters: readonly string[];
  /**
   * Every table is named by its SQL name with an alias, and every column of a table by the alias. Each table is asked for
   * one release by a condition of its own, which is how Athena finds the folders.
   */
  readonly sql: string;
}

export const SAVED_QUERIES: readonly SavedQuery[] = [
  {
    name: 'series-of-an-indicator',
    description: 'An indicator of a place over the years: levels, growth as printed, and the computed change',
    parameters: ['release', 'place', 'indicator'],
    sql: `SELECT y.year, y.level_value, y.level_unit, y.level_gap,
       y.growth_value, y.growth_basis, y.growth_gap, y.computed_nominal_change, y.level_observation_id
FROM year_over_year AS y
WHERE y.release = ? AND y.place = ? AND y.indicator_id = ?
ORDER BY y.year`,
  },
  {
    name: 'targets-beside-actuals',
    description: 'What was aimed at beside what came, for every indicator of a place',
    parameters: ['release', 'place'],
    sql: `SELECT y.indicator_id, y.indicator, y.year,
       y.target_growth_comparator, y.target_growth_value, y.growth_value,
       y.target_level_comparator, y.target_level_value, y.level_value, y.level_unit,
       y.target_words, y.outcome, y.outcome_reason
FROM year_over_year AS y
WHERE y.release = ? AND y.place = ?
  AND (y.target_growth_value IS NOT NULL OR y.target_growth_min IS NOT NULL
    OR y.target_level_value IS NOT NULL OR y.target_level_min IS NOT NULL OR y.target_words IS NOT NULL)
ORDER BY y.indicator_id, y.year`,
  },
  {
    name: 'sentence-of-a-number',
    description: 'Which sentences a number of a place, an indicator and a period comes from, every mention',
    parameters: ['release', 'place', 'indicator', 'period', 'release again'],
    sql: `WITH said AS (
  SELECT o.observation_id, o.modality, o.kind, o.norm_value, o.base_unit, o.conflict
  FROM observations AS o
  WHERE o.release = ? AND o.place = ? AND o.indicator_id = ? AND o.period = ?
)
SELECT said.norm_value, said.base_unit, said.modality, said.kind, said.conflict,
       f.prefix, f.exact, f.suffix, f.section_path, f.status,
       f.paper, f.issue_date, f.page, f.article_title, f.article_url, f.captured_at, f.snapshot_sha256, f.room_path
FROM said
JOIN figures AS f ON f.observation_id = said.observation_id
WHERE f.release = ?
ORDER BY said.modality, said.kind, said.norm_value, f.issue_date, f.article_path, f.version, f.start`,
  },
  {
    name: 'changes-between-releases',
    description: 'Which values came, went or were corrected from one release to another',
    parameters: ['older release', 'newer release'],
    sql: `WITH older AS (
  SELECT o.observation_id, o.place, o.indicator_id, o.period, o.modality, o.status,
         o.norm_value, o.norm_min, o.norm_max, o.comparator, o.words, o.exact
  FROM observations AS o
  WHERE o.release = ?
), newer AS (
  SELECT n.observation_id, n.place, n.indicator_id, n.period, n.modality, n.status,
         n.norm_value, n.norm_min, n.norm_max, n.comparator, n.words, n.exact
  FROM observations AS n
  WHERE n.release = ?
)
SELECT CASE WHEN older.observation_id IS NULL THEN 'added'
            WHEN newer.observation_id IS NULL THEN 'removed' ELSE 'changed' END AS became,
       COALESCE(newer.observation_id, older.observation_id) AS observation_id,
       COALESCE(newer.place, older.place) AS place,
       COALESCE(newer.indicator_id, older.indicator_id) AS indicator_id,
       COALESCE(newer.period, older.period) AS period,
       older.exact AS was, newer.exact AS became_exact,
       older.norm_value AS was_value, newer.norm_value AS became_value,
       older.status AS was_status, newer.status AS became_status
FROM older
FULL OUTER JOIN newer ON newer.observation_id = older.observation_id
WHERE older.observation_id IS NULL OR newer.observation_id IS NULL
  OR older.norm_value IS DISTINCT FROM newer.norm_value
  OR older.norm_min IS DISTINCT FROM newer.norm_min
  OR older.norm_max IS DISTINCT FROM newer.norm_max
  OR older.comparator IS DISTINCT FROM newer.comparator
  OR older.words IS DISTINCT FROM newer.words
  OR older.status IS DISTINCT FROM newer.status
ORDER BY 3, 4, 5, 2`,
  },
  {
    name: 'failed-checks',
    description: "Where a paper's own numbers do not agree with one another, in articles that stand",
    parameters: ['release', 'release again', 'release a third time'],
    sql: `WITH failed AS (
  SELECT c.check_id, c.document_id, c.code, c.expected, c.got, c.figure_id
  FROM checks AS c
  WHERE c.release = ? AND c.outcome = 'fail' AND c.status = 'current'
), quoted AS (
  SELECT f.figure_id, f.prefix, f.exact, f.suffix
  FROM figures AS f
  WHERE f.release = ?
)
SELECT failed.code, failed.expected, failed.got, quoted.prefix, quoted.exact, quoted.suffix,
       d.paper, d.issue_date, d.page, d.title, d.article_url, d.room_path
FROM failed
JOIN documents AS d ON d.document_id = failed.document_id
LEFT JOIN quoted ON quoted.figure_id = failed.figure_id
WHERE d.release = ?
ORDER BY d.issue_date, failed.check_id`,
  },
];
