export default {
  loading: 'Loading…',
  retry: 'Try again',
  circleClient: 'Client',
  circleSupplier: 'Supplier',
  searchLabel: 'Who knows about this?',
  searchPlaceholder: 'A name, a skill, or a problem in a sentence',
  searchButton: 'Search',
  searchRunning: 'Searching…',
};
