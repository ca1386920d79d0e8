/** The same picture as that of the app's pages, which may not be built. */
export const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#3d55c4"/><g fill="#fff"><rect x="7" y="12" width="3" height="8" rx="1.5"/><rect x="12" y="8" width="3" height="16" rx="1.5"/><rect x="17" y="11" width="3" height="10" rx="1.5"/><rect x="22" y="14" width="3" height="4" rx="1.5"/></g></svg>
`;
