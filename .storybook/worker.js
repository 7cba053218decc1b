/*
 * The worker behind the stories. MSW's own takes leave of its registration when the last page closes, while the frame
 * of the next one is already starting with it: that frame would then ask a server that is not there. It stays instead,
 * and lets everything pass as long as no page answers.
 */
ServiceWorkerRegistration.prototype.unregister = () => Promise.resolve(false);
importScripts('./mockServiceWorker.js');
