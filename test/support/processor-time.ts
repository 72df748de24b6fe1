/**
 * The milliseconds that the processor spent on `work`: a bound on them does not depend on what else the machine does
 * meanwhile. For work that takes some milliseconds, and minutes once it is not linear any more.
 */
export function processorMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
