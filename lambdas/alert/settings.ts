/** What this function reads from its environment; the construct that deploys it must give each. */
export const settingNames = ['CATALOG_TABLE', 'ALERT_TOPIC_ARN'] as const;
export type SettingName = (typeof settingNames)[number];
