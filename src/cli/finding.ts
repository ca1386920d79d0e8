/** What `doctor` found about one part. */
export interface Finding {
  name: string;
  ok: boolean;
  detail: string;
  /** What to do where it is not ok. */
  remedy: string | null;
}

export function verdict(name: string, ok: boolean, detail: string, remedy: string): Finding {
  return { name, ok, detail, remedy: ok ? null : remedy };
}
