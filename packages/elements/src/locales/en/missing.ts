/** Said where code does not come: all of it is here before that, so it names no family to be fetched. */
export default {
  missingTitle: 'Part of this page did not arrive',
  missingText:
    'The page may have been open since before an update, or the connection is interrupted. Reload the page to go on.',
  missingOffline: 'You are offline, and this part of the page is not here yet. Try again when you are back.',
  missingReload: 'Reload the page',
};
