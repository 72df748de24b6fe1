import { RIGHTS } from '../../web/deps.ts';

/** What this function reads from its environment; the construct that deploys it must give each. */
export const settingNames = ['ARCHIVE_BUCKET', 'CATALOG_TABLE', 'READING_ROOM_RIGHTS'] as const;
export type SettingName = (typeof settingNames)[number];

/**
 * How much of the function's own disk indexes may take up, which the construct that deploys it must give it and a little
 * more: those of two releases, each of some millions of figures and observations.
 */
export const INDEX_MEBIBYTES = 5120;

/** How much of the same disk packages of issues may take up before those asked for longest ago go; one may be larger. */
export const PACKAGE_MEBIBYTES = 512;

/** What READING_ROOM_RIGHTS may be. */
export const rightsSettings = RIGHTS;
export type RightsSetting = (typeof rightsSettings)[number];

/** Text that READING_ROOM_RIGHTS may not be. */
export class RightsUnknown extends Error {
  override readonly name = 'RightsUnknown';
  readonly text: string;

  constructor(text: string) {
    super(`READING_ROOM_RIGHTS should be one of ${rightsSettings.join(', ')}, got '${text}'`);
    this.text = text;
  }
}

/** Fails with {@link RightsUnknown}: a misspelt 'public' must never open what is withheld. */
export function readRights(text: string): RightsSetting {
  const rights = rightsSettings.find((one) => one === text);
  if (rights === undefined) throw new RightsUnknown(text);
  return rights;
}
