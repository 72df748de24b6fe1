// The package's own declaration names a default export, while the module itself is the function.
declare module 'robots-parser' {
  export interface Robot {
    /** `undefined` for an address that the file is not for. */
    isAllowed(url: string, userAgent?: string): boolean | undefined;
    getCrawlDelay(userAgent?: string): number | undefined;
  }
  function robotsParser(url: string, robotsTxt: string): Robot;
  export { robotsParser as default };
}
