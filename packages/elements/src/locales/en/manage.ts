export default {
  manageMenu: 'Actions',
  manageReshare: 'Share again',
  manageEditTitle: 'Title',
  manageEditText: 'Text',
  manageEditLink: 'Link',
  manageDeleteTitle: 'Delete this post?',
  manageDeleteText: 'The post and its comments disappear for everybody. This cannot be undone.',
  manageDelete: 'Delete',
};
