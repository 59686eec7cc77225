/** A column of a list, on the page and in a CSV. Numbers stand right and are counted in digits of one width. */
export interface ListColumn<K extends string = string> {
  readonly id: K;
  readonly label: string;
  /** What the short label stands for. */
  readonly title: string;
  readonly widthPixels: number;
  readonly isNumber: boolean;
  /** False where there is no order by it. */
  readonly isSortable?: boolean;
}
