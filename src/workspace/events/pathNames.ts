/** `ntdll.dll` of `C:\Windows\System32\ntdll.dll`. */
export function fileNameOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf("\\"), path.lastIndexOf("/")) + 1);
}
