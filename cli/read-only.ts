/** Whether a failure says that the place cannot be written to. */
export function isReadOnly(failure: unknown): boolean {
  return (
    failure instanceof Error &&
    'code' in failure &&
    ['EROFS', 'EACCES', 'EPERM'].includes(String(failure.code))
  );
}
