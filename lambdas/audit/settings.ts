/** What this function reads from its environment; the construct that deploys it must give each. */
export const settingNames = ['ARCHIVE_BUCKET', 'CATALOG_TABLE', 'PAPERS'] as const;
export type SettingName = (typeof settingNames)[number];
