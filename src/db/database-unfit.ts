/** A database that can not be used as it is; the message says why. */
export class DatabaseUnfit extends Error {
  override name = 'DatabaseUnfit';
}
