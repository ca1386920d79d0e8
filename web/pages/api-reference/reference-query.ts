import { useQuery } from '@tanstack/react-query';
import {
  type ApiOperation,
  type ApiReference,
  readReference,
} from '../../../contract/reference/api-reference.ts';
import { fieldsOf } from '../../../contract/reference/document.ts';
import { failureOf } from '../../api.ts';

/** Of the partner API, below this server's address. */
export const partnerPath = '/api/v1/rest';

async function fetchReference(): Promise<ApiReference> {
  const response = await fetch(`${partnerPath}/openapi.json`);
  const document: unknown = await response.json();
  if (!response.ok) throw failureOf(document, response);
  return readReference(fieldsOf(document));
}

/** The document changes with the program alone, and the page is loaded again then. */
export const useReference = () =>
  useQuery({ queryKey: ['api-reference'], queryFn: fetchReference, staleTime: Number.POSITIVE_INFINITY });

export const operationsOf = ({ groups }: ApiReference): ApiOperation[] =>
  groups.flatMap(({ operations }) => operations);

/** Without the remark in brackets. */
export const shortTitle = ({ summary }: ApiOperation): string => summary.replace(/ \([^)]*\)$/, '');

export const pathOf = ({ slug }: ApiOperation): string => `/api-reference/${slug}`;
