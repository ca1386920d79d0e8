/** A finding of `doctor` about one part. */
export interface Finding {
  name: string;
  ok: boolean;
  detail: string;
  /** The way out, where it is not ok. */
  remedy: string | null;
}

export function verdict(name: string, ok: boolean, detail: string, remedy: string): Finding {
  return { name, ok, detail, remedy: ok ? null : remedy };
}
