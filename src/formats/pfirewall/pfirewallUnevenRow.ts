import { isDigit } from "../../core/ascii.ts";
import { field } from "../../core/field.ts";
import type { Row } from "../../core/row.ts";
import { hasPorts, transportName } from "../../core/transport.ts";
import { isPlainAddress } from "../cells/endpointFlaws.ts";
import type { PfirewallCells } from "./pfirewallCells.ts";
import { isPath, setAction, setAddress, setCell, setPath, setPort } from "./pfirewallFields.ts";
import { leadingLayout, type PfirewallLayout } from "./pfirewallLayout.ts";

/**
 * Reads a row with more or fewer columns than its header, or of an unusual length where there is none. What
 * stands left of the size is certain by its place, and the path by its word:
 *
 *     2031-07-02 09:01:07 DROP UDP fe80::9e88 ff02::fb 5353 5353 89 - - - - - -
 *     └─────────────────── leading columns ───────────────────┘  └ the path is missing
 *
 * False where there is not even that; the row then holds nothing but what was set before.
 */
export function readUnevenRow(row: Row, cells: PfirewallCells, header: PfirewallLayout | undefined): boolean {
  if (!isRow(row.bytes, cells, header)) return false;
  setAction(row, cells, leadingLayout.action);
  setCell(row, cells, field.transport, leadingLayout.protocol);
  setAddress(row, cells, field.sourceAddress, leadingLayout.sourceAddress);
  setAddress(row, cells, field.destinationAddress, leadingLayout.destinationAddress);
  setRest(row, cells, header, setPorts(row, cells));
  return true;
}

function isRow(bytes: Uint8Array, cells: PfirewallCells, header: PfirewallLayout | undefined): boolean {
  const { destinationAddress, destinationPort, sourceAddress } = leadingLayout;
  // A last cell may have been cut: under a header, nothing is read from it but a whole word.
  const least = header ? destinationPort + 1 : destinationAddress;
  if (cells.count <= destinationAddress) return false;
  if (cells.count <= least && !isPath(bytes, cells, cells.count - 1)) return false;
  return isAddressCell(bytes, cells, sourceAddress) && isAddressCell(bytes, cells, destinationAddress);
}

function isAddressCell(bytes: Uint8Array, cells: PfirewallCells, cell: number): boolean {
  return isPlainAddress(bytes, cells.from[cell]!, cells.to[cell]!);
}

/** Reads the ports where there can be some, and returns the cell behind them. */
function setPorts(row: Row, cells: PfirewallCells): number {
  const { sourcePort, destinationPort } = leadingLayout;
  if (!isPortCell(row.bytes, cells, sourcePort) || !isPortCell(row.bytes, cells, destinationPort))
    return sourcePort;
  // Where the empty columns were taken out, ICMP's type and code stand in the ports' place.
  if (!isPorted(row)) return cells.isAbsent(row.bytes, sourcePort) ? destinationPort + 1 : sourcePort;
  setPort(row, cells, field.sourcePort, sourcePort);
  setPort(row, cells, field.destinationPort, destinationPort);
  return destinationPort + 1;
}

function isPortCell(bytes: Uint8Array, cells: PfirewallCells, cell: number): boolean {
  return cell < cells.count && (cells.isAbsent(bytes, cell) || isDigit(bytes[cells.from[cell]!]));
}

function isPorted(row: Row): boolean {
  const transport = row.text(field.transport);
  return transport !== undefined && hasPorts(transportName(transport));
}

function setRest(row: Row, cells: PfirewallCells, header: PfirewallLayout | undefined, next: number): void {
  let path = next;
  while (path < cells.count && !isPath(row.bytes, cells, path)) path++;
  if (isSize(cells, header, next, path)) setCell(row, cells, field.size, next);
  if (path === cells.count) return;
  setPath(row, cells, path);
  if (path + 1 < cells.count) setCell(row, cells, field.pid, path + 1);
}

/** Whether the cell behind the ports is the size, and none of the seven others that may be numbers. */
function isSize(
  cells: PfirewallCells,
  header: PfirewallLayout | undefined,
  next: number,
  path: number,
): boolean {
  if (next !== leadingLayout.count) return false;
  // Just one before the path; or all as the header has them up to the path, or up to where the row is cut.
  if (path < cells.count) return path === next + 1 || path === header?.path;
  return next + 1 < cells.count && header?.size === next;
}
