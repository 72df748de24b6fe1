/**
 * Which reader made a reading. It grows with every change that can make the same bytes read differently, so that
 * a change of the reading is never taken for a change of the page.
 */
export const READER_VERSION = 5;
