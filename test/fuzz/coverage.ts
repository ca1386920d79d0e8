import { fuzzOperations } from './fuzz-operations.ts';
import type { FuzzRequest } from './fuzz-request.ts';

/**
 * Cannot be reached from outside: a fault of the server, a notetaker that is not there, heads that are too long or too
 * slow. Bodies beyond the bound of files are tested elsewhere.
 */
function isReachable(operation: string, status: number): boolean {
  if ([408, 417, 431, 500].includes(status)) return false;
  if (operation === 'createConversation') return status !== 413 && status !== 503;
  return !(operation === 'requestNotetaker' && status === 200);
}

/** Which operations, parameters and statuses the requests have reached. */
export class Coverage {
  readonly #statuses = new Map<string, number>();
  readonly #parameters = new Set<string>();

  add({ operation, given }: FuzzRequest, status: number): void {
    if (!operation) return;
    const key = `${operation.id} ${status}`;
    this.#statuses.set(key, (this.#statuses.get(key) ?? 0) + 1);
    for (const { name, isValid } of given) this.#parameters.add(`${operation.id} ${name} ${isValid}`);
  }

  /** Statuses that are documented and reachable, and parameters with valid and with wrong values, that never came. */
  missing(): string[] {
    return [
      ...this.#documented().filter((key) => !this.#statuses.has(key)),
      ...this.#wanted().filter((key) => !this.#parameters.has(key)),
    ];
  }

  figures(): string[] {
    const [documented, wanted] = [this.#documented(), this.#wanted()];
    const reached = (keys: string[], of: { has(key: string): boolean }): string =>
      `${keys.filter((key) => of.has(key)).length} of ${keys.length}`;
    const operations = fuzzOperations.filter(({ id }) =>
      this.#statuses.keys().some((key) => key.startsWith(`${id} `)),
    );
    return [
      `operations: ${operations.length} of ${fuzzOperations.length}`,
      `parameters, each with valid and with wrong values: ${reached(wanted, this.#parameters)}`,
      `documented statuses that can be reached from outside: ${reached(documented, this.#statuses)}`,
    ];
  }

  #documented(): string[] {
    return fuzzOperations.flatMap(({ id, statuses }) =>
      statuses.filter((status) => isReachable(id, status)).map((status) => `${id} ${status}`),
    );
  }

  #wanted(): string[] {
    return fuzzOperations.flatMap(({ id, parameters }) =>
      parameters.flatMap(({ name }) => [`${id} ${name} true`, `${id} ${name} false`]),
    );
  }
}
