/** What this function reads from its environment; the construct that deploys it must give each. */
export const settingNames = ['ARCHIVE_BUCKET', 'CATALOG_TABLE'] as const;
export type SettingName = (typeof settingNames)[number];

/** What it may be asked to do: index months of which something was read since, or look at all of them. */
export const SEARCH_TASKS = ['due', 'all'] as const;
