export interface Shortcut {
  /** Names of keys after each other: `j`, `g c`, `mod k`, `?`, `space`, `arrowleft`. */
  keys: string;
  label: string;
  run: () => void;
}

export interface KeyPress {
  name: string;
  typing: boolean;
  atMs: number;
}

/** A second key must follow the first within this. */
const sequenceMs = 1_200;

/** The shortcuts of what is on the page, the newest first: it hides an older one with the same keys. */
export class ShortcutList {
  #all: readonly Shortcut[] = [];
  #begun: { name: string; atMs: number } | null = null;

  add(shortcut: Shortcut): () => void {
    this.#all = [shortcut, ...this.#all];
    return () => {
      this.#all = this.#all.filter((other) => other !== shortcut);
    };
  }

  all(): readonly Shortcut[] {
    return this.#all.filter(
      ({ keys }, index) => this.#all.findIndex((other) => other.keys === keys) === index,
    );
  }

  /** Whether the key belonged to a shortcut. */
  run({ name, typing, atMs }: KeyPress): boolean {
    const begun = this.#begun && atMs - this.#begun.atMs < sequenceMs ? `${this.#begun.name} ` : '';
    this.#begun = null;
    if (typing && !name.startsWith('mod ')) return false;
    const found = this.#find(begun + name) ?? (begun ? this.#find(name) : undefined);
    if (found) {
      found.run();
      return true;
    }
    if (this.#all.some(({ keys }) => keys.startsWith(`${name} `))) this.#begun = { name, atMs };
    return false;
  }

  #find(keys: string): Shortcut | undefined {
    return this.#all.find((shortcut) => shortcut.keys === keys);
  }
}

/** The key as shortcuts name it. Keys with Alt, and Ctrl or ⌘ but for `mod`, are the browser's. */
export function nameOf(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>): string {
  const key = event.key === ' ' ? 'space' : event.key.toLowerCase();
  if (event.altKey) return `alt ${key}`;
  return event.ctrlKey || event.metaKey ? `mod ${key}` : key;
}

const keptTypes = ['button', 'checkbox', 'radio', 'range', 'submit', 'reset', 'file', 'color'];

/** Whether the keys go into a text, or move in a list that has them for itself. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !keptTypes.includes(target.type);
  if (target.isContentEditable || target.matches('textarea, select')) return true;
  return target.closest('[role="menu"], [role="listbox"], [role="dialog"]') !== null;
}
