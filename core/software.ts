/** What this archive calls itself to servers and in the files that it writes. */
export const SOFTWARE = { name: 'jmnews-archive', version: '0.1.0' } as const;
