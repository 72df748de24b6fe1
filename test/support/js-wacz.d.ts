/** As much of js-wacz, which has no types of its own, as the tests call. */
declare module '@harvard-lil/js-wacz' {
  export class WACZ {
    constructor(options: {
      readonly input: string;
      readonly output: string;
      readonly detectPages?: boolean;
      readonly log?: unknown;
    });
    process(): Promise<void>;
  }
}
