export default {
  searchLabel: 'Who knows about this?',
  searchPlaceholder: 'A name, a skill, or a problem in a sentence',
  searchButton: 'Search',
  searchRunning: 'Searching…',
};
