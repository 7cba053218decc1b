export { type BrowserApplication, startApplication } from './application.ts';
export { type Fault, faults } from './faults.ts';
