import { useCallback, useMemo } from 'react';
import { useLocation, useSearch } from 'wouter';

type Changes = Readonly<Record<string, string | readonly string[] | null>>;

/**
 * The query of the page's address, and a function that changes it; null takes a name away. wouter's useSearchParams
 * decodes twice: it reads `?q=AT%26T` as "AT".
 */
export function useUrlParams(): [URLSearchParams, (changes: Changes, how?: { push: boolean }) => void] {
  const [path, navigate] = useLocation();
  const decoded = useSearch();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the decoded text only tells that the query changed.
  const params = useMemo(() => new URLSearchParams(location.search), [decoded]);
  const change = useCallback(
    (changes: Changes, how = { push: false }) => {
      const text = changed(new URLSearchParams(location.search), changes).toString();
      navigate(text ? `${path}?${text}` : path, { replace: !how.push });
    },
    [path, navigate],
  );
  return [params, change];
}

export function changed(params: URLSearchParams, changes: Changes): URLSearchParams {
  for (const [name, value] of Object.entries(changes)) {
    params.delete(name);
    for (const one of value === null ? [] : [value].flat()) if (one !== '') params.append(name, one);
  }
  return params;
}
