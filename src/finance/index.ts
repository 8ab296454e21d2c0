export { FiguresModule } from './figures/figures.module';
export { FinanceModule } from './finance.module';
