/** A key from the environment. Printing, logging or serialising it shows the variable's name only. */
export class ProviderKey {
  readonly variable: string;
  readonly #value: string;

  constructor(variable: string, value: string) {
    this.variable = variable;
    this.#value = value;
  }

  /** The key itself, for the header of a request and nothing else. */
  reveal(): string {
    return this.#value;
  }

  /** The text with every occurrence of the key blotted out. */
  hideIn(text: string): string {
    return text.replaceAll(this.#value, `[${this.variable}]`);
  }
}
