/-
A certificate is a list of declarations as JSON: what one process found in its environment and another can put through the
kernel without trusting it. Names, levels and expressions are each written once and then meant by their index.
-/

namespace Certificate

/-! ### Writing -/

structure Writer where
  names : Array (List (Name × Nat))
  levels : Array (List (Level × Nat))
  exprs : Array (List (Expr × Nat))
  nameCount : Nat := 0
  levelCount : Nat := 0
  exprCount : Nat := 0
  rows : Array Json := #[]

def Writer.empty : Writer := { names := Array.replicate 61 [], levels := Array.replicate 31 [], exprs := Array.replicate 1021 [] }

partial def look [BEq α] (entries : List (α × Nat)) (key : α) : Option Nat :=
  match entries with
  | [] => none
  | (k, v) :: entries => if k == key then some v else look entries key

def slot (hash : UInt64) (size : Nat) : Nat := hash.toNat % size

def nat (n : Nat) : Json := .num (JsonNumber.fromNat n)

def put (table : Array (List (α × Nat))) (i : Nat) (key : α) (value : Nat) : Array (List (α × Nat)) :=
  table.set! i ((key, value) :: table[i]!)

partial def name (w : Writer) (n : Name) : Writer × Nat :=
  let i := slot n.hash w.names.size
  match look w.names[i]! n with
  | some v => (w, v)
  | none =>
    let (w, row) := match n with
      | .anonymous => (w, #[Json.str "n"])
      | .str p s => let (w, p) := name w p; (w, #[.str "n", nat p, .str s])
      | .num p k => let (w, p) := name w p; (w, #[.str "n", nat p, nat k])
    ({ w with names := put w.names i n w.nameCount, nameCount := w.nameCount + 1, rows := w.rows.push (.arr row) }, w.nameCount)

partial def nameList (w : Writer) (ns : List Name) (acc : Array Json) : Writer × Json :=
  match ns with
  | [] => (w, .arr acc)
  | n :: ns => let (w, i) := name w n; nameList w ns (acc.push (nat i))

partial def level (w : Writer) (l : Level) : Writer × Nat :=
  let i := slot l.hash w.levels.size
  match look w.levels[i]! l with
  | some v => (w, v)
  | none =>
    let (w, row) := match l with
      | .zero => (w, #[Json.str "z"])
      | .succ a => let (w, a) := level w a; (w, #[.str "s", nat a])
      | .max a b => let (w, a) := level w a; let (w, b) := level w b; (w, #[.str "max", nat a, nat b])
      | .imax a b => let (w, a) := level w a; let (w, b) := level w b; (w, #[.str "imax", nat a, nat b])
      | .param n => let (w, n) := name w n; (w, #[.str "p", nat n])
      | .mvar _ => (w, #[.str "open"])
    ({ w with levels := put w.levels i l w.levelCount, levelCount := w.levelCount + 1, rows := w.rows.push (.arr row) }, w.levelCount)

partial def levelList (w : Writer) (ls : List Level) (acc : Array Json) : Writer × Json :=
  match ls with
  | [] => (w, .arr acc)
  | l :: ls => let (w, i) := level w l; levelList w ls (acc.push (nat i))

partial def expr (w : Writer) (e : Expr) : Writer × Nat :=
  match e with
  | .mdata _ e => expr w e
  | _ =>
  let i := slot e.hash w.exprs.size
  match look w.exprs[i]! e with
  | some v => (w, v)
  | none =>
    let (w, row) := match e with
      | .bvar k => (w, #[Json.str "b", nat k])
      | .sort l => let (w, l) := level w l; (w, #[.str "sort", nat l])
      | .const n ls => let (w, n) := name w n; let (w, ls) := levelList w ls #[]; (w, #[.str "c", nat n, ls])
      | .app f a => let (w, f) := expr w f; let (w, a) := expr w a; (w, #[.str "a", nat f, nat a])
      | .lam _ t b _ => let (w, t) := expr w t; let (w, b) := expr w b; (w, #[.str "l", nat t, nat b])
      | .forallE _ t b _ => let (w, t) := expr w t; let (w, b) := expr w b; (w, #[.str "pi", nat t, nat b])
      | .letE _ t v b _ => let (w, t) := expr w t; let (w, v) := expr w v; let (w, b) := expr w b; (w, #[.str "let", nat t, nat v, nat b])
      | .lit (.natVal k) => (w, #[.str "nat", nat k])
      | .lit (.strVal s) => (w, #[.str "str", .str s])
      | .proj n k x => let (w, n) := name w n; let (w, x) := expr w x; (w, #[.str "proj", nat n, nat k, nat x])
      | _ => (w, #[.str "open"])
    ({ w with exprs := put w.exprs i e w.exprCount, exprCount := w.exprCount + 1, rows := w.rows.push (.arr row) }, w.exprCount)

def row (w : Writer) (cells : Array Json) : Writer := { w with rows := w.rows.push (.arr cells) }

def head (w : Writer) (kind : String) (n : Name) (params : List Name) (type : Expr) : Writer × Array Json :=
  let (w, n) := name w n
  let (w, params) := nameList w params #[]
  let (w, type) := expr w type
  (w, #[.str kind, nat n, params, nat type])

partial def constructors (w : Writer) (cs : List Constructor) (acc : Array Json) : Writer × Json :=
  match cs with
  | [] => (w, .arr acc)
  | c :: cs =>
    let (w, n) := name w c.name
    let (w, t) := expr w c.type
    constructors w cs (acc.push (.arr #[nat n, nat t]))

partial def types (w : Writer) (ts : List InductiveType) (acc : Array Json) : Writer × Json :=
  match ts with
  | [] => (w, .arr acc)
  | t :: ts =>
    let (w, n) := name w t.name
    let (w, e) := expr w t.type
    let (w, cs) := constructors w t.ctors #[]
    types w ts (acc.push (.arr #[nat n, nat e, cs]))

def hints (h : ReducibilityHints) : Json :=
  match h with
  | .opaque => .str "opaque"
  | .abbrev => .str "abbrev"
  | .regular n => nat n.toNat

def declaration (w : Writer) (d : Declaration) : Writer :=
  match d with
  | .thmDecl v =>
    let (w, cells) := head w "theorem" v.name v.levelParams v.type
    let (w, value) := expr w v.value
    row w (cells.push (nat value))
  | .defnDecl v =>
    let (w, cells) := head w "def" v.name v.levelParams v.type
    let (w, value) := expr w v.value
    row w ((cells.push (nat value)).push (hints v.hints))
  | .opaqueDecl v =>
    let (w, cells) := head w "opaque" v.name v.levelParams v.type
    let (w, value) := expr w v.value
    row w (cells.push (nat value))
  | .inductDecl params n ts _ =>
    let (w, params) := nameList w params #[]
    let (w, ts) := types w ts #[]
    row w #[.str "inductive", params, nat n, ts]
  | _ => row w #[.str "other"]

partial def declarations (w : Writer) (ds : List Declaration) : Writer :=
  match ds with
  | [] => w
  | d :: ds => declarations (declaration w d) ds

def write (ds : List Declaration) : Json := .arr (declarations .empty ds).rows

/-- 128 bits of the expression that `type` is up to names of bound variables, together with the declarations it rests on. -/
partial def digest (params : List Name) (type : Expr) (ds : List Declaration) : String :=
  let w := declarations .empty ds
  let (w, cells) := head w "statement" `target params type
  let text := (Json.arr (row w cells).rows).compress
  hex (hash text) ++ hex (hash ("again " ++ text))
where
  hex (h : UInt64) : String := pad (String.ofList (Nat.toDigits 16 h.toNat))
  pad (s : String) : String := if s.length < 16 then pad ("0" ++ s) else s

/-! ### Reading -/

structure Reader where
  names : Array Name := #[]
  levels : Array Level := #[]
  exprs : Array Expr := #[]
  decls : Array Declaration := #[]

def cell (cells : Array Json) (i : Nat) : Json := if h : i < cells.size then cells[i] else .null

def natOf (j : Json) : Nat :=
  match j with
  | .num n => n.mantissa.toNat
  | _ => 0

def textOf (j : Json) : String :=
  match j with
  | .str s => s
  | _ => ""

def cellsOf (j : Json) : Array Json :=
  match j with
  | .arr cells => cells
  | _ => #[]

def at' [Inhabited α] (table : Array α) (j : Json) : α := table.getD (natOf j) default

partial def readNames (r : Reader) (cells : Array Json) (i : Nat) : List Name :=
  if i < cells.size then at' r.names (cell cells i) :: readNames r cells (i + 1) else []

partial def readLevels (r : Reader) (cells : Array Json) (i : Nat) : List Level :=
  if i < cells.size then at' r.levels (cell cells i) :: readLevels r cells (i + 1) else []

partial def readConstructors (r : Reader) (cells : Array Json) (i : Nat) : List Constructor :=
  if i < cells.size then
    let c := cellsOf (cell cells i)
    { name := at' r.names (cell c 0), type := at' r.exprs (cell c 1) } :: readConstructors r cells (i + 1)
  else []

partial def readTypes (r : Reader) (cells : Array Json) (i : Nat) : List InductiveType :=
  if i < cells.size then
    let c := cellsOf (cell cells i)
    { name := at' r.names (cell c 0), type := at' r.exprs (cell c 1), ctors := readConstructors r (cellsOf (cell c 2)) 0 }
      :: readTypes r cells (i + 1)
  else []

def readHints (j : Json) : ReducibilityHints :=
  match j with
  | .str "opaque" => .opaque
  | .str _ => .abbrev
  | _ => .regular (natOf j).toUInt32

def readRow (r : Reader) (c : Array Json) : Reader :=
  let n (i : Nat) : Name := at' r.names (cell c i)
  let l (i : Nat) : Level := at' r.levels (cell c i)
  let e (i : Nat) : Expr := at' r.exprs (cell c i)
  let k (i : Nat) : Nat := natOf (cell c i)
  let params (i : Nat) : List Name := readNames r (cellsOf (cell c i)) 0
  let level (x : Level) : Reader := { r with levels := r.levels.push x }
  let expr (x : Expr) : Reader := { r with exprs := r.exprs.push x }
  let decl (x : Declaration) : Reader := { r with decls := r.decls.push x }
  match textOf (cell c 0) with
  | "n" => { r with names := r.names.push (match cell c 2 with
      | .str s => .str (n 1) s
      | .num _ => .num (n 1) (k 2)
      | _ => .anonymous) }
  | "z" => level .zero
  | "s" => level (.succ (l 1))
  | "max" => level (.max (l 1) (l 2))
  | "imax" => level (.imax (l 1) (l 2))
  | "p" => level (.param (n 1))
  | "b" => expr (.bvar (k 1))
  | "sort" => expr (.sort (l 1))
  | "c" => expr (.const (n 1) (readLevels r (cellsOf (cell c 2)) 0))
  | "a" => expr (.app (e 1) (e 2))
  | "l" => expr (.lam `x (e 1) (e 2) .default)
  | "pi" => expr (.forallE `x (e 1) (e 2) .default)
  | "let" => expr (.letE `x (e 1) (e 2) (e 3) false)
  | "nat" => expr (.lit (.natVal (k 1)))
  | "str" => expr (.lit (.strVal (textOf (cell c 1))))
  | "proj" => expr (.proj (n 1) (k 2) (e 3))
  | "theorem" => decl (.thmDecl { name := n 1, levelParams := params 2, type := e 3, value := e 4 })
  | "def" => decl (.defnDecl { name := n 1, levelParams := params 2, type := e 3, value := e 4, hints := readHints (cell c 5), safety := .safe })
  | "opaque" => decl (.opaqueDecl { name := n 1, levelParams := params 2, type := e 3, value := e 4, isUnsafe := false, all := [n 1] })
  | "inductive" => decl (.inductDecl (readNames r (cellsOf (cell c 1)) 0) (k 2) (readTypes r (cellsOf (cell c 3)) 0) false)
  | _ => r

partial def readRows (rows : Array Json) (i : Nat) (r : Reader) : Reader :=
  if i < rows.size then readRows rows (i + 1) (readRow r (cellsOf (cell rows i))) else r

partial def toList (ds : Array Declaration) (i : Nat) : List Declaration :=
  if h : i < ds.size then ds[i] :: toList ds (i + 1) else []

def read (json : Json) : List Declaration := toList (readRows (cellsOf json) 0 {}).decls 0

end Certificate
