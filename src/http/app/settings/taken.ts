import { ApiError } from '../../errors.ts';

export function taken(what: string): ApiError {
  return new ApiError(409, `There is a ${what} of this name already`);
}
