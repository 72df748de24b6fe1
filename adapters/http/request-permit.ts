/**
 * Asked before each request, that for robots.txt and every retry included. May wait; what it throws ends the
 * asking, and nothing is sent.
 */
export type RequestPermit = (url: string) => Promise<void>;

/**
 * The run may ask nothing more, by the will of whoever started it. No failure of the site: nothing is noted of what
 * was not asked.
 */
export class RunOver extends Error {
  override readonly name = 'RunOver';
}
