import type { Viewer } from '../kernel/viewer/index.ts';

/** The vocabulary is everybody's, so it is changed where the installation is. */
export const mayManage = (viewer: Viewer): boolean => viewer.roles.includes('admin');
