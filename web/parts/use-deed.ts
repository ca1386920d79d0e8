import { useState } from 'react';
import { ApiFailure } from '../api.ts';
import { toastError } from './toast.ts';

/** The field of a request that the server refused, and why. */
export interface FieldRefusal {
  field: string;
  fault: string;
}

export interface Deed {
  busy: boolean;
  /** The field that the server found at fault at the last time. */
  fault: FieldRefusal | null;
  /** True where it was done; else the page has told why not. */
  run(work: () => Promise<unknown>): Promise<boolean>;
}

/**
 * Does something at the server. Unlike a mutation of the query client it keeps nothing of the answer, which may hold a
 * secret.
 */
export function useDeed(): Deed {
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Deed['fault']>(null);
  const run: Deed['run'] = async (work) => {
    setBusy(true);
    setFault(null);
    try {
      await work();
      return true;
    } catch (error) {
      const found = refusedField(error);
      setFault(found);
      if (!found && error instanceof Error) toastError(error);
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, fault, run };
}

/** Null where the error is of another kind. */
function refusedField(error: unknown): FieldRefusal | null {
  if (!(error instanceof ApiFailure) || error.status !== 400) return null;
  const [, field, fault = ''] = /^Invalid parameter '(\w+)[^']*': (.+)$/s.exec(error.message) ?? [];
  return field === undefined ? null : { field, fault: sentence(fault) };
}

function sentence(fault: string): string {
  const text = fault.charAt(0).toUpperCase() + fault.slice(1);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
