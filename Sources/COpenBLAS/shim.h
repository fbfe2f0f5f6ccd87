// The C interfaces of OpenBLAS and LAPACKE; only LinearAlgebra imports this module.
#include <cblas.h>
#include <lapacke.h>
