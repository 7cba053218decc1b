export { exportRecord, showFile } from './service.ts';
